import { execFileSync, spawn } from "node:child_process";
import { text } from "node:stream/consumers";
import { eventWith } from "../authorizer.ts";
import type { Bundle, Entry } from "./bundles.ts";
import { startStageEndpoint } from "./stage-endpoint.ts";
import { IMPORT_PROCESS, VERDICT_PROCESS } from "./verdict-process.ts";

export interface Times {
  wall: number;
  cpu: number;
}

const ROUNDS = 15;
const LIFE_ROUNDS = 9;
/** Each of another consumer, so that nothing of it is remembered. */
const CALLERS = 21;

/** Milliseconds of CPU for each import, the best of rounds in which the bundles take turns, each in a process of its own. */
export const importTimes = (bundles: readonly Bundle[]): ReadonlyMap<Entry, number> => {
  const best = new Map<Entry, number>();
  for (let round = 0; round < ROUNDS; round += 1)
    for (const { entry, path } of bundles) {
      const output = execFileSync(process.execPath, ["--input-type=module", "-e", IMPORT_PROCESS, path]);
      best.set(entry, Math.min(best.get(entry) ?? Number.POSITIVE_INFINITY, Number(output)));
    }
  return best;
};

/** The beginning of one environment: loading with warming up, the first verdict, and the median of those after it. */
export interface FirstLife {
  loaded: Times;
  first: Times;
  warm: Times;
}

/** The best of some environments, figure by figure. */
export const firstLife = async ({ path }: Bundle): Promise<FirstLife> => {
  const stage = await startStageEndpoint(CALLERS);
  const events = stage.apiKeys.map((apiKey) => {
    const event = eventWith({ "X-API-Key": apiKey });
    return { ...event, requestContext: { ...event.requestContext, apiId: "gateway001" } };
  });
  const lives: FirstLife[] = [];
  for (let round = 0; round < LIFE_ROUNDS; round += 1) {
    const child = spawn(process.execPath, ["--input-type=module", "-e", VERDICT_PROCESS, path], {
      env: { ...process.env, ...stage.environment },
      stdio: ["pipe", "pipe", "pipe"],
    });
    child.stderr.pipe(process.stderr);
    child.stdin.end(JSON.stringify(events));
    const { imported, verdicts }: { imported: Times; verdicts: Times[] } = JSON.parse(
      await text(child.stdout),
    );
    const [first, ...others] = verdicts;
    if (!first) throw new Error("A verdict was asked for.");
    lives.push({
      loaded: imported,
      first,
      warm: { wall: medianOf(others, "wall"), cpu: medianOf(others, "cpu") },
    });
  }
  await stage.stop();
  const best = (part: keyof FirstLife): Times => ({
    wall: Math.min(...lives.map((life) => life[part].wall)),
    cpu: Math.min(...lives.map((life) => life[part].cpu)),
  });
  return { loaded: best("loaded"), first: best("first"), warm: best("warm") };
};

const medianOf = (times: readonly Times[], of: keyof Times): number =>
  times.map((each) => each[of]).sort((one, other) => one - other)[Math.floor(times.length / 2)] ?? Number.NaN;
