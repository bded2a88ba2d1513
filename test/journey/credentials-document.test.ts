import { execFile } from "node:child_process";
import { readFile } from "node:fs/promises";
import { promisify } from "node:util";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type RunningLatchkey, startLatchkey } from "../support/running-latchkey.ts";

const run = promisify(execFile);
const ROOT = new URL("../..", import.meta.url);
const END_OF_BLOCK = "--- end of block ---";

describe("docs/credentials.md", () => {
  let latchkey: RunningLatchkey;
  beforeAll(async () => {
    latchkey = await startLatchkey({ LATCHKEY_SEED: "demo" });
  });
  afterAll(() => latchkey[Symbol.asyncDispose]());

  it("gives commands that work when pasted, one after the other", async () => {
    const document = await readFile(new URL("docs/credentials.md", ROOT), "utf8");
    const blocks = [...document.matchAll(/```sh\n([\s\S]*?)```/g)].map(([, block = ""]) => block);
    const script = blocks
      .join(`\necho "${END_OF_BLOCK}"\n`)
      .replaceAll("http://127.0.0.1:4000", latchkey.control)
      .replaceAll("http://127.0.0.1:4001", latchkey.gateway)
      .replaceAll(".latchkey/root.key", `${latchkey.data}/root.key`);
    const { stdout } = await run("bash", ["-e", "-o", "pipefail", "-c", script], {
      cwd: ROOT,
      timeout: 60_000,
    });
    const outputs = stdout.split(END_OF_BLOCK);
    expect(outputs).toHaveLength(blocks.length);
    const calls = blocks.flatMap((block, index) =>
      /\/echo\//.test(block) ? [[block, outputs[index] ?? ""]] : [],
    );
    expect(calls.length).toBeGreaterThan(10);
    for (const [block, output] of calls) {
      expect(output, `${block}\nprinted\n${output}`).toContain('"x-consumer-name":"credentials"');
      expect(output).not.toMatch(/"authorization":|"x-api-key":/);
    }
  });
});
