import { once } from "node:events";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { expect, it } from "vitest";
import { startLatchkey } from "../support/running-latchkey.ts";
import { pasteCommands } from "./pasted-commands.fixture.ts";

/** A port that was free a moment ago, for the receiver that the document starts. */
const freePort = async (): Promise<number> => {
  const server = createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, "close");
  return port;
};

it("docs/webhooks-and-events.md gives commands that receive a message and verify it in three languages", async () => {
  await using latchkey = await startLatchkey({ LATCHKEY_SEED: "demo" });
  const port = String(await freePort());
  const pasted = await pasteCommands("docs/webhooks-and-events.md", latchkey, { "4200": port });
  const [received, ...verified] = pasted;
  expect(received?.output).toContain('{"type":"consumer.created"');
  expect(verified.map(({ output }) => output.trim())).toEqual(["verified", "verified", "verified"]);
});
