import { spawn } from "node:child_process";
import { once } from "node:events";
import { createInterface } from "node:readline";

const PROGRAM = `require("node:http").createServer((_, answer) => answer.end("{}"))
  .listen(0, "127.0.0.1", function () { console.log(this.address().port); });`;

/** A service that answers at once, in a process of its own: what it costs is not the gateway's. */
export const startUpstream = async (): Promise<{ url: string; stop(): Promise<void> }> => {
  const child = spawn(process.execPath, ["-e", PROGRAM], { stdio: ["ignore", "pipe", "pipe"] });
  child.stderr.pipe(process.stderr);
  const [port] = await once(createInterface({ input: child.stdout }), "line");
  return {
    url: `http://127.0.0.1:${port}`,
    stop: async () => {
      const gone = once(child, "exit");
      child.kill();
      await gone;
    },
  };
};
