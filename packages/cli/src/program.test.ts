import { describe, expect, it } from "vitest";
import { runProgram } from "./program.ts";

const KEY = "lk_key-of-nobody";
const run = async (...words: string[]) => {
  const printed: string[] = [];
  const told: string[] = [];
  const terminal = { print: (line: string) => printed.push(line), tell: (line: string) => told.push(line) };
  const code = await runProgram(words, terminal);
  return { code, printed: printed.join("\n"), told: told.join("\n") };
};

describe("the command line", () => {
  it.each([
    [[], "Usage: latchkey"],
    [["nothing"], "unknown command"],
    [["doctor", "--none"], "unknown option"],
    [["doctor", "more"], "too many arguments"],
    [["doctor"], "--url or LATCHKEY_URL"],
    [["doctor", "--before-deploy", "--stage", "no stage"], "do not work"],
    [["doctor", "--url", "http://127.0.0.1:9"], "--key or LATCHKEY_API_KEY"],
    [["doctor", "--url", "127.0.0.1:9", "--key", KEY], "not an http or https address"],
    [["doctor", "--url", "ftp://127.0.0.1", "--key", KEY], "not an http or https address"],
    [["doctor", "--url", "https://me:pass@stage.example", "--key", KEY], "a user, a password"],
    [["doctor", "--url", "http://stage.example", "--key", KEY], "over plain http"],
    [["doctor", "--url", "http://127.0.0.1.example", "--key", KEY], "over plain http"],
    [["doctor", "--url", "https://stage.example", "--key", "two words"], "characters that no key has"],
    [["doctor", "--url", "https://stage.example", "--key", KEY, "--upstream", "nowhere"], "--upstream"],
    [["doctor", "--url", "https://stage.example", "--key", KEY, "--only", "none"], "There is no check none"],
    [["doctor", "--url", "https://stage.example", "--key", KEY, "--revocation-seconds", "0"], "1 to 90"],
    [
      ["doctor", "--url", "https://stage.example", "--key", KEY, "--report", "/no/such/folder"],
      "cannot be written",
    ],
  ])("ends with 2 and one sentence, without the key, for %j", async (words, sentence) => {
    const { code, told } = await run(...words);
    expect([code, told]).toEqual([2, expect.stringContaining(sentence)]);
    expect(told).not.toContain(KEY);
  });

  it.each([[["--help"]], [["help"]], [["doctor", "--help"]], [["help", "doctor"]], [["--version"]]])(
    "ends with 0 for %j",
    async (words) => {
      const { code, printed } = await run(...words);
      expect([code, printed]).toEqual([0, expect.stringMatching(/Usage: latchkey|^\d+\.\d+\.\d+$/)]);
    },
  );

  it("ends with 1 where no server answers at the address, and asks nothing more", async () => {
    const { code, printed } = await run("doctor", "--url", "http://127.0.0.1:9", "--key", KEY);
    expect(code).toBe(1);
    expect(printed).toMatch(/^BROKEN planes-answer/m);
    expect(printed).toMatch(/^- {6}removal .*planes-answer is broken/m);
  });

  it("prints nothing but the report for programs, without the key", async () => {
    const { code, printed } = await run("doctor", "--url", "http://127.0.0.1:9", "--key", KEY, "--json");
    const { outcome, checks, counts } = JSON.parse(printed);
    expect([code, outcome, counts.broken, checks[0].id]).toEqual([1, "broken", 1, "planes-answer"]);
    expect(printed).not.toContain(KEY);
  });
});
