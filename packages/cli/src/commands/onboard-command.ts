import { type Command, InvalidArgumentError } from "commander";
import { type ExitCode, WrongUse } from "../command-line/exit-code.ts";
import { listenForInterruption } from "../command-line/interruption.ts";
import type { Terminal } from "../command-line/terminal.ts";
import { parseFile } from "../declaration/declared-file.ts";
import type { Answers } from "../onboard/answers.ts";
import { onboard } from "../onboard/onboard.ts";
import { type CallerOptions, latchkeyOf } from "./caller.ts";
import { withConnection } from "./connection-options.ts";
import { readTextFile } from "./declared-input.ts";

interface OnboardOptions extends CallerOptions {
  readonly consumer: string;
  readonly team?: string;
  readonly plan?: string;
  readonly reason?: string;
  /** The file. */
  readonly answers?: string;
  readonly answer?: Readonly<Record<string, string>>;
  readonly terms?: string;
  readonly timeout: number;
}

const DESCRIPTION = `from nothing to a key: the consumer, the application, the decision, the key

Waits for the decision of a human where the service has one, and prints the key once. Stopped or timed out, it goes on where
it was when it is run again; where the consumer has a key, it ends with 0 and prints none.`;

export const addOnboard = (program: Command, terminal: Terminal, end: (code: ExitCode) => void): void => {
  withConnection(program.command("onboard").description(DESCRIPTION))
    .argument("<service>", "the slug of the service")
    .requiredOption("--consumer <name>", "the name of the program that will call")
    .option("--team <slug>", "the team that it belongs to; your only one where it is absent")
    .option("--plan <name>", "the plan, where the service has several")
    .option("--reason <text>", "what the approvers read")
    .option(
      "--answers <file>",
      "JSON or YAML: the answers to the service's questions by their names; - is standard input",
    )
    .option("--answer <name=text>", "one answer, before those of the file; may be repeated", oneAnswer)
    .option("--terms <version>", "agree to this version of the service's terms")
    .option("--timeout <seconds>", "how long to wait for the decision", seconds, 3600)
    .action(async (service: string, options: OnboardOptions) => {
      const { answers: file, ...others } = options;
      const answers = file === undefined ? {} : { answers: await answersIn(file) };
      const latchkey = await latchkeyOf(options);
      using interruption = listenForInterruption();
      end(await onboard(latchkey, { ...others, ...answers, service }, { terminal, stop: interruption.stop }));
    });
};

/** `use=A monthly report`: the name ends at the first `=`. */
const oneAnswer = (text: string, before: Readonly<Record<string, string>> = {}): Record<string, string> => {
  const [, name, word] = /^([^=]+)=(.*)$/s.exec(text) ?? [];
  if (name === undefined || word === undefined)
    throw new InvalidArgumentError("NAME=TEXT, where NAME is a question's.");
  return { ...before, [name]: word };
};

/** @throws WrongUse for what is no list of answers; what stands in the file is not told */
const answersIn = async (file: string): Promise<Answers> => {
  const parsed = parseFile(await readTextFile(file));
  const faultAt = ({ line, column }: { line: number; column: number }) =>
    new WrongUse(`${file}:${line}:${column} is no mapping of names to texts and numbers.`);
  if (!("value" in parsed)) throw faultAt(parsed.place);
  const { value, placeOf } = parsed;
  if (typeof value !== "object" || value === null || Array.isArray(value)) throw faultAt(placeOf([]));
  return Object.fromEntries(
    Object.entries(value).map(([name, answer]: [string, unknown]) => {
      if (typeof answer !== "string" && typeof answer !== "number") throw faultAt(placeOf([name]));
      return [name, answer];
    }),
  );
};

const MAX_SECONDS = 14 * 86_400;

const seconds = (text: string): number => {
  const number = Number(text);
  if (!Number.isInteger(number) || number < 0 || number > MAX_SECONDS)
    throw new InvalidArgumentError(`0 to ${MAX_SECONDS} seconds.`);
  return number;
};
