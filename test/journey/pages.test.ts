import { execFile } from "node:child_process";
import { readFile } from "node:fs/promises";
import { promisify } from "node:util";
import { describe, expect, it } from "vitest";
import { startLatchkey } from "../support/running-latchkey.ts";

const run = promisify(execFile);
const ROOT = new URL("../..", import.meta.url);
const END_OF_BLOCK = "--- end of block ---";

/** What a command says behind `→` that it prints. */
const promisedBy = (block: string): string[] =>
  [...block.matchAll(/# → (.+)$/gm)].map(([, text = ""]) => text);

/** Pages with commands; each is run against a stage of its own. */
describe.each(["api.md", "plans-and-limits.md", "approvals.md", "ai-services.md", "oauth2.md", "mcp.md"])(
  "docs/%s",
  (page) => {
    it("gives commands that print what it says when pasted, one after the other", async () => {
      await using latchkey = await startLatchkey({ LATCHKEY_SEED: "demo" });
      const document = await readFile(new URL(`docs/${page}`, ROOT), "utf8");
      const blocks = [...document.matchAll(/```sh\n([\s\S]*?)```/g)].map(([, block = ""]) => block);
      const script = blocks
        .join(`\necho "${END_OF_BLOCK}"\n`)
        .replaceAll("http://127.0.0.1:4000", latchkey.control)
        .replaceAll("http://127.0.0.1:4001", latchkey.gateway)
        .replaceAll(".latchkey/root.key", `${latchkey.data}/root.key`);
      const { stdout } = await run("bash", ["-e", "-o", "pipefail", "-c", script], { cwd: ROOT });
      const outputs = stdout.split(END_OF_BLOCK);
      expect(outputs).toHaveLength(blocks.length);
      const promised = blocks.map(promisedBy);
      expect(promised.flat().length).toBeGreaterThan(5);
      for (const [index, texts] of promised.entries()) {
        const printed = (outputs[index] ?? "").split("\n").map((line) => line.trim());
        expect(printed.filter((line) => texts.includes(line))).toEqual(texts);
      }
    });
  },
);
