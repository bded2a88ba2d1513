import { writeFile } from "node:fs/promises";
import { NoAnswer, Problem } from "@latchkey/client/problem";
import { Argument, type Command, InvalidArgumentError } from "commander";
import { readConnection } from "../command-line/connection.ts";
import { EXIT, type ExitCode, WrongUse } from "../command-line/exit-code.ts";
import { listenForInterruption } from "../command-line/interruption.ts";
import type { Terminal } from "../command-line/terminal.ts";
import { expectWritable } from "../doctor/report/write-report.ts";
import { runImport, SOURCES, type SourceName } from "../import/run-import.ts";
import type { ImportReport } from "../import/stage/report.ts";
import { managementOf } from "../management/management.ts";
import { withConnection } from "./connection-options.ts";

interface Options {
  readonly url?: string;
  readonly key?: string;
  readonly allowHttp?: true;
  readonly json?: true;
  readonly team: string;
  readonly service: ReadonlyMap<string, string>;
  readonly plan?: string;
  readonly dryRun?: true;
  readonly report?: string;
  readonly strict?: true;
  readonly live?: true;
}

const DESCRIPTION = `brings consumers, keys, limits and subscriptions from another product

aws      a folder with get-api-keys.json (--include-values), get-usage-plans.json, get-usage-plan-keys-<plan id>.json
kong     a file of decK
apisix   a standalone configuration, or a file of ADC
litellm  rows of keys as JSON
unkey    rows of keys as JSON

Every key and password goes on working. What is there already stays as it is: run again it changes nothing.`;

const withService = (text: string, known: ReadonlyMap<string, string>): ReadonlyMap<string, string> => {
  const at = text.lastIndexOf("=");
  const slug = text.slice(at + 1);
  if (at < 1 || !/^[a-z0-9][a-z0-9-]{0,62}$/.test(slug)) throw new InvalidArgumentError("NAME=SLUG.");
  return new Map([...known, [text.slice(0, at), slug]]);
};

export const addImport = (program: Command, terminal: Terminal, end: (code: ExitCode) => void): void => {
  withConnection(program.command("import").description(DESCRIPTION))
    .addArgument(new Argument("<source>", "where it comes from").choices(SOURCES))
    .argument("[file]", "the file, for aws the folder")
    .requiredOption("--team <slug>", "the team that the consumers are of")
    .option(
      "--service <NAME=SLUG>",
      "which service a name of the source means; repeated",
      withService,
      new Map(),
    )
    .option("--plan <name>", "the plan, where a service has several and none is called as in the source")
    .option("--dry-run", "say what would be made, and make nothing")
    .option("--report <file>", "write what was made, and what was not and why, as JSON")
    .option("--strict", "end with 1 where something was not imported")
    .option("--live", "aws: ask the account itself, by the AWS SDK, in place of a folder")
    .action(async (source: SourceName, file: string | undefined, options: Options) =>
      end(await importFrom(source, file, options, terminal)),
    );
};

const importFrom = async (
  source: SourceName,
  file: string | undefined,
  options: Options,
  terminal: Terminal,
): Promise<ExitCode> => {
  const { url, key = process.env["LATCHKEY_API_KEY"], allowHttp, team, service, plan, report } = options;
  const live = options.live === true;
  if (live && source !== "aws") throw new WrongUse("--live goes with aws.");
  if (live === (file !== undefined))
    throw new WrongUse(live ? "--live takes no folder." : "The file is missing.");
  const connection = readConnection({ url, key, allowHttp });
  if (report !== undefined) await expectWritable(report);
  using interruption = listenForInterruption();
  try {
    const made = await runImport(
      {
        source,
        ...(file === undefined ? {} : { file }),
        team,
        services: service,
        dryRun: options.dryRun ?? false,
        ...(plan === undefined ? {} : { plan }),
      },
      { management: managementOf(connection), stop: interruption.stop, now: Date.now(), tell: terminal.tell },
    );
    const text = JSON.stringify(made, null, 2);
    if (report !== undefined) await writeFile(report, `${text}\n`);
    if (options.json) terminal.print(text);
    else for (const line of told(made, report === undefined)) terminal.print(line);
    if (!made.done) terminal.tell("Interrupted. Run it again: it goes on where it was.");
    return made.done && !(options.strict && made.skipped.length > 0) ? EXIT.done : EXIT.refused;
  } catch (error) {
    if (!(error instanceof Problem || error instanceof NoAnswer)) throw error;
    terminal.tell(`latchkey: ${error.message}`);
    return EXIT.refused;
  }
};

const told = ({ dryRun, created, unchanged, skipped, lost }: ImportReport, inFull: boolean): string[] => [
  ...(inFull ? skipped.map(({ what, why }) => `not imported: ${what}: ${why}`) : []),
  ...(inFull ? lost.map(({ what, why }) => `otherwise: ${what}: ${why}`) : []),
  `${created} ${dryRun ? "to create" : "created"}, ${unchanged} unchanged, ${skipped.length} not imported, ${lost.length} otherwise than they were`,
];
