import type { Connection } from "../command-line/connection.ts";
import { EXIT, type ExitCode } from "../command-line/exit-code.ts";
import type { Interruption } from "../command-line/interruption.ts";
import type { Terminal } from "../command-line/terminal.ts";
import type { Result } from "./check/check.ts";
import { checksNamed, claimsFor } from "./checks/checks.ts";
import { createRecorder } from "./report/recorder.ts";
import { countOutcomes, type Report } from "./report/report.ts";
import { askEverything } from "./run/ask-everything.ts";
import { findStage, upstreamFor } from "./run/find-stage.ts";
import { GateBroken, gateKeeper } from "./run/gate-keeper.ts";
import { removeLeftovers } from "./run/remove-leftovers.ts";
import { approverOf } from "./stage/approver.ts";
import { runNames } from "./stage/run-names.ts";
import { createSecrets } from "./stage/secrets.ts";

export interface DoctorOptions {
  readonly connection: Connection;
  readonly gateway?: string;
  readonly upstream?: string;
  /** A person's address, for the mails of the run. */
  readonly mail?: string;
  readonly revocationSeconds: number;
  /** How long mails, the audit and the usage may take. */
  readonly patienceSeconds: number;
  /** The checks to ask; all of them where it is absent. The gates and the removal always are. */
  readonly only?: readonly string[];
  /** What younger runs have left is removed, too. */
  readonly removesAllLeftovers: boolean;
}

export interface DoctorPorts {
  readonly terminal: Terminal;
  readonly interruption: Interruption;
  readonly random: (bytes: number) => Uint8Array;
  /** Milliseconds since the epoch. */
  readonly now: () => number;
  readonly version: string;
  readonly onResult: (result: Result) => void;
}

export interface Diagnosis {
  readonly exit: ExitCode;
  readonly report: Report;
  /** Takes out of a text every secret that the run has seen. */
  readonly redact: (text: string) => string;
}

const RANDOM_BYTES = 10;

/**
 * Asks a stage everything, and removes what it has made for that, whatever happens.
 * @throws WrongUse before anything is made
 */
export const diagnose = async (options: DoctorOptions, ports: DoctorPorts): Promise<Diagnosis> => {
  const { terminal, interruption, now } = ports;
  const startedAt = new Date(now()).toISOString();
  const secrets = createSecrets();
  secrets.keep(options.connection.key);
  const checks = checksNamed(options.only);
  const recorder = createRecorder(claimsFor(checks), secrets.redact, ports.onResult);
  const pass = gateKeeper(recorder, interruption.stop);
  let stage: Report["stage"] = { control: options.connection.url };
  let leftovers: Report["leftovers"] = { removed: [], kept: [] };
  let why = "stopped";
  try {
    const { addresses, admin, health } = await findStage(pass, options.connection, options.gateway);
    const { control, gateway, portal, issuer, inbox, clockOffset } = addresses;
    const names = runNames(ports.random(RANDOM_BYTES));
    const upstream = upstreamFor(addresses, options.upstream, names.team);
    stage = { control, gateway, portal, issuer, upstream: upstream.url, health };
    leftovers = await removeLeftovers(admin, {
      now: now() + clockOffset,
      all: options.removesAllLeftovers,
      stop: interruption.stop,
      terminal,
    });
    const base = {
      addresses,
      names,
      secrets,
      upstream,
      ...approverOf(names.team, { given: options.mail, hasInbox: inbox !== undefined }),
      revocationSeconds: options.revocationSeconds,
      patienceSeconds: options.patienceSeconds,
      now: () => now() + clockOffset,
    };
    await askEverything({ pass, recorder, interruption, terminal }, checks, base, admin);
  } catch (error) {
    if (!(error instanceof GateBroken)) throw error;
    if (!interruption.stop.aborted) why = `${error.message} is broken`;
  }
  const results = recorder.finish(why);
  const counts = countOutcomes(results);
  const outcome = counts.broken > 0 ? "broken" : counts["not-asked"] > 0 ? "stopped" : "held";
  const { node } = process.versions;
  return {
    exit: outcome === "held" ? EXIT.done : EXIT.refused,
    redact: secrets.redact,
    report: {
      doctor: { version: ports.version, node, platform: `${process.platform} ${process.arch}` },
      startedAt,
      finishedAt: new Date(now()).toISOString(),
      stage,
      outcome,
      counts,
      checks: results,
      leftovers,
    },
  };
};
