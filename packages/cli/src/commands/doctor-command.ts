import { randomBytes } from "node:crypto";
import { type Command, InvalidArgumentError } from "commander";
import { readAddress, readConnection } from "../command-line/connection.ts";
import type { ExitCode } from "../command-line/exit-code.ts";
import { listenForInterruption } from "../command-line/interruption.ts";
import type { Terminal } from "../command-line/terminal.ts";
import { ownVersion } from "../command-line/version.ts";
import { diagnose } from "../doctor/doctor.ts";
import { resultLine } from "../doctor/report/result-line.ts";
import { expectWritable, writeReport } from "../doctor/report/write-report.ts";
import { askBeforeDeploy } from "./before-deploy.ts";
import { withConnection } from "./connection-options.ts";

interface Options {
  url?: string;
  key?: string;
  allowHttp?: true;
  json?: true;
  gateway?: string;
  upstream?: string;
  report?: string;
  mail?: string;
  only?: string;
  revocationSeconds: number;
  patience: number;
  removeLeftovers?: true;
  beforeDeploy?: true;
  stage: string;
}

const MAX_SECONDS = 90;

const DESCRIPTION = `proves that a stage, or npm start, does what its pages say

It needs an admin's key. It makes a team, services, consumers and credentials of its own, whose names begin with
doctor-, asks everything that docs/doctor.md lists, and removes them again, whatever happens.`;

const secondsOf = (text: string): number => {
  const seconds = Number(text);
  if (!Number.isInteger(seconds) || seconds < 1 || seconds > MAX_SECONDS)
    throw new InvalidArgumentError(`1 to ${MAX_SECONDS} seconds.`);
  return seconds;
};

export const addDoctor = (program: Command, terminal: Terminal, end: (code: ExitCode) => void): void => {
  withConnection(program.command("doctor").description(DESCRIPTION))
    .option("--gateway <address>", "the gateway, where the portal does not tell it")
    .option(
      "--upstream <address>",
      "a service that the gateway reaches and that answers as docs/doctor.md says",
    )
    .option("--report <file>", "write what was found, without secrets: Markdown for .md, else JSON")
    .option("--mail <address>", "who gets the mails of the run, and looks for them")
    .option("--only <checks>", "ask these alone, with commas between them")
    .option("--revocation-seconds <number>", "the stage's revocationSeconds", secondsOf, 5)
    .option("--patience <number>", "how many seconds mails, the audit and the usage may take", secondsOf, 60)
    .option("--remove-leftovers", "remove what runs of the last hour have left, too")
    .option("--before-deploy", "ask the account of AWS instead, before anything is made there; makes nothing")
    .option("--stage <name>", "with --before-deploy: the stage whose settings are asked about", "production")
    .action(async (options: Options) => end(await runDoctor(options, terminal)));
};

const runDoctor = async (options: Options, terminal: Terminal): Promise<ExitCode> => {
  if (options.beforeDeploy)
    return askBeforeDeploy(
      { stage: options.stage, json: options.json ?? false, folder: process.cwd() },
      terminal,
    );
  const {
    url,
    key = process.env["LATCHKEY_API_KEY"],
    allowHttp = false,
    gateway,
    upstream,
    report,
    mail,
  } = options;
  const connection = readConnection({ url, key, allowHttp });
  const given = {
    ...(gateway === undefined ? {} : { gateway: readAddress(gateway, "--gateway", allowHttp) }),
    ...(upstream === undefined ? {} : { upstream: readAddress(upstream, "--upstream", true) }),
    ...(mail === undefined ? {} : { mail }),
    ...(options.only === undefined ? {} : { only: options.only.split(",") }),
  };
  if (report !== undefined) await expectWritable(report);
  using interruption = listenForInterruption();
  const diagnosis = await diagnose(
    {
      connection,
      ...given,
      revocationSeconds: options.revocationSeconds,
      patienceSeconds: options.patience,
      removesAllLeftovers: options.removeLeftovers ?? false,
    },
    {
      terminal,
      interruption,
      random: randomBytes,
      now: Date.now,
      version: ownVersion(),
      onResult: (result) => {
        if (!options.json) terminal.print(resultLine(result));
      },
    },
  );
  const { held, broken, look } = diagnosis.report.counts;
  if (report !== undefined) await writeReport(report, diagnosis.report, diagnosis.redact);
  if (options.json) terminal.print(diagnosis.redact(JSON.stringify(diagnosis.report, null, 2)));
  else
    terminal.print(
      `${held} held, ${broken} broken, ${look} to look at, ${diagnosis.report.counts["not-asked"]} not asked`,
    );
  return diagnosis.exit;
};
