import { type Command, InvalidArgumentError } from "commander";
import type { ExitCode } from "../command-line/exit-code.ts";
import { listenForInterruption } from "../command-line/interruption.ts";
import type { Terminal } from "../command-line/terminal.ts";
import { onboard } from "../onboard/onboard.ts";
import { type CallerOptions, latchkeyOf } from "./caller.ts";
import { withConnection } from "./connection-options.ts";

interface OnboardOptions extends CallerOptions {
  readonly consumer: string;
  readonly team?: string;
  readonly plan?: string;
  readonly reason?: string;
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
    .option("--timeout <seconds>", "how long to wait for the decision", seconds, 3600)
    .action(async (service: string, options: OnboardOptions) => {
      const latchkey = await latchkeyOf(options);
      using interruption = listenForInterruption();
      end(await onboard(latchkey, { ...options, service }, terminal, interruption.stop));
    });
};

const MAX_SECONDS = 14 * 86_400;

const seconds = (text: string): number => {
  const number = Number(text);
  if (!Number.isInteger(number) || number < 0 || number > MAX_SECONDS)
    throw new InvalidArgumentError(`0 to ${MAX_SECONDS} seconds.`);
  return number;
};
