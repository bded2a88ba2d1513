import type { Problem } from "@latchkey/client/problem";
import type { Command } from "commander";
import { AT_ONCE } from "../apply/at-once.ts";
import { begunSecrets, noneBegun } from "../apply/begun-secrets.ts";
import { carryOut } from "../apply/carry-out.ts";
import { type Plan, planApply, stepsOf } from "../apply/plan.ts";
import { readStage } from "../apply/read-stage.ts";
import { type SecretSink, secretFile, secretsPrinted } from "../apply/secret-sink.ts";
import type { Fault, Step } from "../apply/step.ts";
import { countsOf, shownStep, toldPlan, toldStep } from "../apply/told-plan.ts";
import { EXIT, type ExitCode, WrongUse } from "../command-line/exit-code.ts";
import { listenForInterruption } from "../command-line/interruption.ts";
import { plain, type Terminal } from "../command-line/terminal.ts";
import { type CallerOptions, latchkeyOf } from "./caller.ts";
import { withConnection } from "./connection-options.ts";
import { type NamedDeclaration, readDeclarationFile } from "./declared-input.ts";
import { faultLine, problemLine } from "./fault-lines.ts";
import { jsonResult } from "./json-result.ts";

export interface ApplyOptions extends CallerOptions {
  readonly file: string;
  readonly dryRun?: true;
  readonly prune?: true;
  readonly team?: string;
  readonly yes?: true;
  readonly secretsTo?: string;
}

const DESCRIPTION = `makes what a file says

What the file does not name stays as it is, and null removes. Run again it changes nothing. New secrets are printed, or
written with --secrets-to, once.`;

export const addApply = (program: Command, terminal: Terminal, end: (code: ExitCode) => void): void => {
  withConnection(program.command("apply").description(DESCRIPTION))
    .requiredOption("-f, --file <file>", "the file, YAML or JSON; - is standard input")
    .option("--dry-run", "say what would be done, and do nothing")
    .option("--prune", "remove of --team what the file lacks")
    .option("--team <slug>", "with --prune: the team")
    .option("--yes", "remove without asking")
    .option(
      "--secrets-to <file>",
      "write new secrets there, a line of JSON each (mode 600), in place of printing them",
    )
    .action(async (options: ApplyOptions) => end(await runApply(options, terminal)));
  withConnection(
    program.command("diff").description("says what apply would do; ends with 1 where that is anything"),
  )
    .requiredOption("-f, --file <file>", "the file, YAML or JSON; - is standard input")
    .option("--prune", "also what of --team the file lacks")
    .option("--team <slug>", "with --prune: the team")
    .action(async (options: ApplyOptions) => end(await runDiff(options, terminal)));
};

const prunedTeam = ({ prune, team }: ApplyOptions): string | undefined => {
  if (prune && team === undefined)
    throw new WrongUse("--prune needs --team: only that team's things are removed.");
  if (!prune && team !== undefined) throw new WrongUse("--team goes with --prune.");
  return prune ? team : undefined;
};

const runDiff = async (options: ApplyOptions, terminal: Terminal): Promise<ExitCode> => {
  const latchkey = await latchkeyOf(options);
  const prune = prunedTeam(options);
  const input = await readDeclarationFile(options.file);
  const plan = planApply(
    input.declaration,
    await readStage(latchkey, input.declaration, wholeOf(prune)),
    prune,
  );
  if (plan.faults.length > 0) return toldFaults(plan.faults, input, terminal);
  showPlan(plan, options, terminal);
  return stepsOf(plan).length === 0 ? EXIT.done : EXIT.refused;
};

const wholeOf = (prune: string | undefined) => (prune === undefined ? {} : { whole: prune });

const runApply = async (options: ApplyOptions, terminal: Terminal): Promise<ExitCode> => {
  const latchkey = await latchkeyOf(options);
  const prune = prunedTeam(options);
  const input = await readDeclarationFile(options.file);
  await using sink = await sinkOf(options, terminal);
  await using begun = options.secretsTo === undefined ? noneBegun : await begunSecrets(options.secretsTo);
  const there = await readStage(latchkey, input.declaration, wholeOf(prune));
  const plan = planApply(input.declaration, there, prune, begun.lost);
  if (plan.faults.length > 0) return toldFaults(plan.faults, input, terminal);
  if (options.dryRun) {
    showPlan(plan, options, terminal);
    return EXIT.done;
  }
  if (terminal.progress) for (const line of toldPlan(plan, terminal.paint ?? plain)) terminal.tell(line);
  else for (const note of plan.notes) terminal.tell(`! ${note}`);
  await confirmRemovals(plan, options, terminal);
  using interruption = listenForInterruption();
  const done: Step[] = [];
  const all = stepsOf(plan).length;
  const failed: { step: Step; error: Error }[] = [];
  const isDone = await carryOut(plan.phases, {
    latchkey,
    atOnce: AT_ONCE,
    stop: interruption.stop,
    handOver: sink.handOver,
    begun,
    onDone: (step) => {
      done.push(step);
      terminal.progress?.(`${done.length} of ${all}: ${toldStep(step)}`);
    },
    onFailed: (step, error) => {
      failed.push({ step, error });
      terminal.tell(problemLine(step, error as Problem, input));
    },
  });
  if (isDone) begun.forget();
  sink.end({
    ...countsOf(done),
    done: isDone,
    steps: done.map(shownStep),
    failed: failed.map(({ step, error }) => ({ ...shownStep(step), why: error.message })),
    notes: plan.notes,
  });
  if (!isDone) terminal.tell("Not all of it was done. Run it again: it goes on where it was.");
  return isDone ? EXIT.done : EXIT.refused;
};

/** What was done, as programs read it. */
interface Applied extends ReturnType<typeof countsOf> {
  readonly done: boolean;
  readonly steps: readonly object[];
  readonly failed: readonly object[];
  readonly notes: readonly string[];
}

interface Sink extends SecretSink {
  /** Says what was done. */
  end(result: Applied): void;
}

/** Where secrets go, and after them the result. A dry run makes none. @throws WrongUse */
const sinkOf = async (options: ApplyOptions, terminal: Terminal): Promise<Sink> => {
  const file = options.secretsTo === undefined ? undefined : await secretFile(options.secretsTo);
  if (options.json) {
    const result = jsonResult(terminal);
    const handOver = file?.handOver ?? (async (issued: object) => result.item(issued));
    return { handOver, end: result.end, [Symbol.asyncDispose]: async () => file?.[Symbol.asyncDispose]() };
  }
  const sink = file ?? secretsPrinted(terminal);
  return {
    ...sink,
    end: ({ created, changed, removed }) =>
      terminal.tell(`${created} created, ${changed} changed, ${removed} removed`),
  };
};

const confirmRemovals = async (plan: Plan, { yes }: ApplyOptions, terminal: Terminal): Promise<void> => {
  const removed = stepsOf(plan).filter(({ action }) => action === "remove");
  const pruned = removed.filter(({ at }) => at === undefined);
  if (yes || pruned.length === 0) return;
  if (!terminal.confirm) {
    for (const step of pruned) terminal.tell(toldStep(step));
    throw new WrongUse(
      `${pruned.length} things would be removed: --yes says that this is meant. Nothing was done.`,
    );
  }
  if (!(await terminal.confirm(`Remove ${pruned.length} things?`))) throw new WrongUse("Nothing was done.");
};

const showPlan = (plan: Plan, { json }: ApplyOptions, terminal: Terminal): void => {
  const steps = stepsOf(plan);
  if (json) {
    const shown = { ...countsOf(steps), steps: steps.map(shownStep), notes: plan.notes };
    terminal.print(JSON.stringify(shown, null, 2));
    return;
  }
  for (const line of toldPlan(plan, terminal.paint ?? plain)) terminal.print(line);
  const { created, changed, removed } = countsOf(steps);
  terminal.tell(
    steps.length === 0
      ? "Nothing differs."
      : `${created} to create, ${changed} to change, ${removed} to remove`,
  );
};

const toldFaults = (faults: readonly Fault[], input: NamedDeclaration, terminal: Terminal): ExitCode => {
  for (const fault of faults) terminal.tell(faultLine(fault, input));
  terminal.tell("Nothing was done.");
  return EXIT.refused;
};
