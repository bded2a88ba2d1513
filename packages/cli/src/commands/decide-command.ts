import type { Command } from "commander";
import { EXIT, type ExitCode } from "../command-line/exit-code.ts";
import type { Terminal } from "../command-line/terminal.ts";
import { type CallerOptions, latchkeyOf } from "./caller.ts";
import { withConnection } from "./connection-options.ts";

interface DecideOptions extends CallerOptions {
  readonly reason?: string;
}

export const addDecisions = (program: Command, terminal: Terminal, end: (code: ExitCode) => void): void => {
  for (const action of ["approve", "reject"] as const)
    withConnection(program.command(action).description(`${action}s an application for a service of yours`))
      .argument("<subscription>", "its id, as subscriptions --status pending lists it")
      .option("--reason <text>", "what the applicant is told")
      .action(async (subscription: string, { reason, ...options }: DecideOptions) => {
        const decided = await (await latchkeyOf(options)).POST("/v1/subscriptions/{subscription}/{action}", {
          params: { path: { subscription, action } },
          body: reason === undefined ? {} : { reason },
        });
        if (options.json) terminal.print(JSON.stringify(decided, null, 2));
        else terminal.tell(`${decided.id} is ${decided.status}.`);
        end(EXIT.done);
      });
};
