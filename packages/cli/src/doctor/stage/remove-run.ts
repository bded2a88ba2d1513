import { setTimeout as sleep } from "node:timers/promises";
import { Problem } from "@latchkey/client/problem";
import * as z from "zod/mini";
import { jsonBody } from "../../http/json-body.ts";
import { listAll } from "../../management/list-all.ts";
import type { Management } from "../../management/management.ts";
import { SERVICE_NAME, slugsOf } from "./run-names.ts";

const Named = z.object({ id: z.string(), name: z.string() });
const Service = z.object({ slug: z.string(), name: z.string() });

/** Milliseconds. A consumer's subscriptions end a moment after it: its service is in use until then. */
const WITHIN = 45_000;
/** Milliseconds between two rounds. */
const PAUSE = 500;

const gone = async (asked: Promise<unknown>): Promise<void> => {
  await asked.catch((error: unknown) => {
    if (!(error instanceof Problem) || (error.status !== 404 && error.status !== 409)) throw error;
  });
};

/**
 * Removes everything that is in the team of a run, whatever the run has told of it, and the team at last.
 * @param stop ends it between two requests
 * @returns what is left, by kind and name
 */
export const removeRun = async (admin: Management, team: string, stop: AbortSignal): Promise<string[]> => {
  const until = performance.now() + WITHIN;
  let left: string[] = [`team ${team}`];
  while (left.length > 0 && !stop.aborted && performance.now() < until) {
    // A stage that does not answer now is asked again.
    const before = left.length;
    left = await removeOnce(admin, team, stop).catch(() => left);
    if (left.length >= before) await sleep(PAUSE, undefined, { signal: stop }).catch(() => undefined);
  }
  return left;
};

const removeOnce = async (admin: Management, team: string, stop: AbortSignal): Promise<string[]> => {
  const found = await whatIsThere(admin, team);
  // The team goes once nothing else is there: it is what tells the next run of the rest.
  const tasks = found.inTeam.length > 0 ? found.inTeam : found.team;
  for (const { path } of tasks) {
    if (stop.aborted) break;
    await gone(admin.do("DELETE", path));
  }
  const left = await whatIsThere(admin, team);
  return [...left.inTeam, ...left.team].map((removal) => removal.left);
};

interface Removal {
  /** What it removes, by kind and name. */
  readonly left: string;
  readonly path: string;
}

interface Removals {
  readonly inTeam: readonly Removal[];
  /** The team itself, where it is there. */
  readonly team: readonly Removal[];
}

const whatIsThere = async (admin: Management, team: string): Promise<Removals> => {
  const of = encodeURIComponent(team);
  const isThere = (await admin.ask("GET", `/v1/teams/${of}`)).status !== 404;
  const consumers = isThere ? await listAll(admin, `/v1/consumers?team=${of}`, Named) : [];
  const own = isThere ? await listAll(admin, `/v1/services?team=${of}`, Service) : [];
  const services = new Set([...own.map(({ slug }) => slug), ...(await elsewhere(admin, team))]);
  return {
    inTeam: [
      ...consumers.map(({ id, name }) => ({
        left: `consumer ${name}`,
        path: `/v1/consumers/${id}?confirm=${encodeURIComponent(name)}`,
      })),
      ...[...services].map((slug) => ({ left: `service ${slug}`, path: `/v1/services/${slug}` })),
    ],
    team: isThere ? [{ left: `team ${team}`, path: `/v1/teams/${of}` }] : [],
  };
};

/** The run's services where they are another team's. What people have given such a slug has another name. */
const elsewhere = async (admin: Management, team: string): Promise<string[]> => {
  const { service, hurried } = slugsOf(team);
  const answers = await Promise.all(
    [service, hurried].map((slug) => admin.ask("GET", `/v1/services/${slug}`)),
  );
  return answers.flatMap(({ status, body }) => {
    const read = Service.safeParse(status === 200 ? jsonBody(body) : undefined);
    return read.success && read.data.name === SERVICE_NAME ? [read.data.slug] : [];
  });
};
