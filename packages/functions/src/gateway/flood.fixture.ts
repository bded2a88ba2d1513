import { spawn } from "node:child_process";
import { once } from "node:events";
import { onTestFinished } from "vitest";

/* In plain JavaScript and in a process of its own: its memory must not count as the gateway's. */
const PROGRAM = `
const { createServer } = require("node:http");
const chunk = Buffer.alloc(65536, "x");
createServer((request, response) => {
  let left = Number(request.url.slice(1));
  const more = () => {
    while (left > 0) {
      left -= chunk.length;
      if (!response.write(chunk)) return response.once("drain", more);
    }
    response.end();
  };
  more();
}).listen(0, "127.0.0.1", function () { console.log(this.address().port); });
`;

/** An upstream that answers `/{bytes}` with that many, as fast as they are taken. */
export const startFlood = async (): Promise<string> => {
  const child = spawn(process.execPath, ["-e", PROGRAM], { stdio: ["ignore", "pipe", "pipe"] });
  child.stderr.pipe(process.stderr);
  onTestFinished(() => void child.kill());
  const [port] = await once(child.stdout, "data");
  return `http://127.0.0.1:${String(port).trim()}`;
};
