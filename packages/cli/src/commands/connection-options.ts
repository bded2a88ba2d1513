import { type Command, Option } from "commander";

/** What every command that asks a stage takes. */
export const withConnection = (command: Command): Command =>
  command
    .addOption(new Option("--url <address>", "the control plane").env("LATCHKEY_URL"))
    .addOption(
      new Option("--key <key>", "an API key; other programs can see arguments").env("LATCHKEY_API_KEY"),
    )
    .option("--allow-http", "send the key over plain http to another machine")
    .option("--json", "print JSON for programs");
