import { setTimeout as sleep } from "node:timers/promises";
import * as z from "zod/mini";
import { listAll } from "../../management/list-all.ts";
import { type Management, Refused } from "../../management/management.ts";

const Named = z.object({ id: z.string(), name: z.string() });
const Slugged = z.object({ slug: z.string() });

/** A consumer's subscriptions end a moment after it: its service is in use until then. */
const MAX_ROUNDS = 120;
/** Milliseconds between two rounds. */
const PAUSE = 500;

const gone = async (asked: Promise<unknown>): Promise<void> => {
  await asked.catch((error: unknown) => {
    if (!(error instanceof Refused) || (error.status !== 404 && error.status !== 409)) throw error;
  });
};

/**
 * Removes everything that is in the team of a run, whatever the run has told of it, and the team at last.
 * @param stop ends it between two requests
 * @returns what is left, by kind and name
 */
export const removeRun = async (admin: Management, team: string, stop: AbortSignal): Promise<string[]> => {
  let left: string[] = [`team ${team}`];
  for (let round = 0; round < MAX_ROUNDS && left.length > 0; round += 1) {
    if (stop.aborted) return left;
    if (round > 0) await sleep(PAUSE, undefined, { signal: stop }).catch(() => undefined);
    // A stage that does not answer now is asked again: the rounds end it.
    left = await removeOnce(admin, team, stop).catch(() => left);
  }
  return left;
};

const removeOnce = async (admin: Management, team: string, stop: AbortSignal): Promise<string[]> => {
  const of = encodeURIComponent(team);
  if ((await admin.ask("GET", `/v1/teams/${of}`)).status === 404) return [];
  const consumers = await listAll(admin, `/v1/consumers?team=${of}`, Named);
  const services = await listAll(admin, `/v1/services?team=${of}`, Slugged);
  const tasks = [
    ...consumers.map(({ id, name }) => ({
      left: `consumer ${name}`,
      path: `/v1/consumers/${id}?confirm=${encodeURIComponent(name)}`,
    })),
    ...services.map(({ slug }) => ({ left: `service ${slug}`, path: `/v1/services/${slug}` })),
    { left: `team ${team}`, path: `/v1/teams/${of}` },
  ];
  for (const [at, { path }] of tasks.entries()) {
    if (stop.aborted) return tasks.slice(at).map(({ left }) => left);
    await gone(admin.do("DELETE", path));
  }
  const { status } = await admin.ask("GET", `/v1/teams/${of}`);
  return status === 404 ? [] : tasks.map(({ left }) => left);
};
