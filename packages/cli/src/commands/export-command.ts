import type { Command } from "commander";
import { exportTeam } from "../apply/export-team.ts";
import { EXIT, type ExitCode } from "../command-line/exit-code.ts";
import type { Terminal } from "../command-line/terminal.ts";
import { writeDeclaration } from "../declaration/write-declaration.ts";
import { type CallerOptions, latchkeyOf } from "./caller.ts";
import { withConnection } from "./connection-options.ts";

interface ExportOptions extends CallerOptions {
  readonly team: string;
}

const DESCRIPTION = `prints the file that makes a team as it is

Without secrets, which are never shown: applied to another stage, credentials get new ones, and values of headers for
upstreams have to be written in. With --json it is JSON, else YAML.`;

export const addExport = (program: Command, terminal: Terminal, end: (code: ExitCode) => void): void => {
  withConnection(program.command("export").description(DESCRIPTION))
    .requiredOption("--team <slug>", "the team")
    .action(async (options: ExportOptions) => {
      const declaration = await exportTeam(await latchkeyOf(options), options.team);
      if (declaration)
        terminal.print(writeDeclaration(declaration, options.json ? "json" : "yaml").trimEnd());
      else terminal.tell(`latchkey: no team ${options.team} is here for you.`);
      end(declaration ? EXIT.done : EXIT.refused);
    });
};
