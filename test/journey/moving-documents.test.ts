import { readdirSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { startLatchkey } from "../support/running-latchkey.ts";
import { pasteCommands } from "./pasted-commands.fixture.ts";

const PAGES = readdirSync(new URL("../../docs/moving", import.meta.url)).filter(
  (name) => name !== "README.md",
);

describe.each(PAGES)("docs/moving/%s", (page) => {
  it("gives commands that work when pasted: the credentials are accepted as they were", async () => {
    await using latchkey = await startLatchkey({ LATCHKEY_SEED: "demo" });
    const pasted = await pasteCommands(`docs/moving/${page}`, latchkey);
    const output = pasted.map((each) => each.output).join("\n");
    expect(output, output).toMatch(/"x-consumer-id":"con_/);
    expect(output).toMatch(/^\d+ created, 0 unchanged, 0 not imported, /m);
  });
});
