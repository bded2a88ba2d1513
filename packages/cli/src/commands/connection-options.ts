import { type Command, Option } from "commander";

/** What every command that asks a stage takes. */
export const withStage = (command: Command): Command =>
  command
    .addOption(new Option("--url <address>", "the control plane").env("LATCHKEY_URL"))
    .option("--allow-http", "send the key over plain http to another machine")
    .option("--json", "print JSON for programs");

/** The same, as somebody. */
export const withConnection = (command: Command): Command =>
  withStage(command).addOption(
    new Option("--key <key>", "an API key; other programs can see arguments").env("LATCHKEY_API_KEY"),
  );

/** Options that may stand before the command, too: behind it they mean the same. */
const ANYWHERE = new Map([
  ["--url", 2],
  ["--key", 2],
  ["--allow-http", 1],
  ["--json", 1],
]);

export const behindTheCommand = (words: readonly string[]): string[] => {
  let at = 0;
  for (let taken = 1; taken > 0; at += taken) {
    const word = words[at] ?? "";
    const name = word.split("=", 1)[0] ?? "";
    taken = word.includes("=") && ANYWHERE.has(name) ? 1 : (ANYWHERE.get(word) ?? 0);
  }
  return at < words.length ? [...words.slice(at), ...words.slice(0, at)] : [...words];
};
