import { expect, it } from "vitest";
import { startLatchkey } from "../support/running-latchkey.ts";
import { pasteCommands } from "./pasted-commands.fixture.ts";

it("docs/credentials.md gives commands that work when pasted, one after the other", async () => {
  await using latchkey = await startLatchkey({ LATCHKEY_SEED: "demo" });
  const pasted = await pasteCommands("docs/credentials.md", latchkey);
  const calls = pasted.filter(({ block }) => block.includes("/echo/"));
  expect(calls.length).toBeGreaterThan(10);
  for (const { block, output } of calls) {
    expect(output, `${block}\nprinted\n${output}`).toContain('"x-consumer-name":"credentials"');
    expect(output).not.toMatch(/"authorization":|"x-api-key":/);
  }
});
