import { inTurns } from "@latchkey/core/in-turns";
import type { BlockedCallStore } from "@latchkey/core/usage/blocked-call";
import type { Log } from "../composition/log.ts";
import { blockedRequest } from "./firewall-line.ts";
import { logLines } from "./log-batch.ts";

/** Of one batch: anybody may send requests that are blocked, to as many made-up names as they like. */
const MOST_SLUGS = 200;
const AT_ONCE = 10;

export interface NoteBlockedDependencies {
  service(slug: string): Promise<{ id: string } | undefined>;
  blocked: Pick<BlockedCallStore, "noteBlocked">;
  /** The id of the gateway's REST API: the firewall stands before the other plane too. */
  gatewayApi: string;
  now(): number;
  log: Pick<Log, "warn">;
}

/**
 * Notes what the firewall has blocked, for the team of the service that the path names. Costs a read for each name and a write
 * for each service that exists, however many requests a batch has.
 * @throws Raced, Unavailable: the batch comes again, and a request that was noted is not noted twice.
 */
export const createNoteBlocked =
  ({ service, blocked, gatewayApi, now, log }: NoteBlockedDependencies) =>
  async (event: unknown): Promise<{ noted: number }> => {
    const requests = logLines(event).flatMap((line) => blockedRequest(line, gatewayApi) ?? []);
    const bySlug = [...Map.groupBy(requests, ({ slug }) => slug)];
    if (bySlug.length > MOST_SLUGS)
      log.warn("blocked-requests-left", { services: bySlug.length - MOST_SLUGS });
    const noted = await inTurns(AT_ONCE, bySlug.slice(0, MOST_SLUGS), async ([slug, found]) => {
      const known = await service(slug);
      if (!known) return 0;
      const calls = found.map(({ call }) => call);
      await blocked.noteBlocked(known.id, calls, now());
      return calls.length;
    });
    return { noted: noted.reduce((sum, each) => sum + each, 0) };
  };
