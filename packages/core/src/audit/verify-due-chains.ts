import type { KeyRings } from "../key-ring/key-ring.ts";
import { sha256 } from "../key-ring/pepper.ts";
import type { Anchor, AnchorStore, AuditStore } from "./audit-store.ts";
import { type ChainVerdict, verifyChain } from "./verify-chain.ts";

export interface DueChains {
  store: Pick<AuditStore, "heads" | "head" | "chain">;
  anchors: Pick<AnchorStore, "latest">;
  keys: KeyRings;
  /** Milliseconds since the epoch: now, and when no further chain is begun. */
  now: () => number;
  until: number;
  /** Every chain, at any hour. */
  all: boolean;
  /** Told of each chain that is not as it was written. */
  broken: (team: string, verdict: ChainVerdict) => void;
}

/** How many were whole, how many were not, and to how many there was no time to come. */
export interface DueVerdicts {
  whole: number;
  broken: number;
  left: number;
}

/** Verifies each team's chain in one hour of the day, so that a day's runs have gone through all of them. */
export const verifyDueChains = async (due: DueChains): Promise<DueVerdicts> => {
  const hour = new Date(due.now()).getUTCHours();
  const anchor = await due.anchors.latest();
  const verdicts: DueVerdicts = { whole: 0, broken: 0, left: 0 };
  const verify = async (team: string): Promise<keyof DueVerdicts> => {
    if (due.now() >= due.until) return "left";
    const verdict = await verifyChain({ store: due.store, keys: due.keys, anchor }, team);
    // A chain that only reports tampered records is intact: each of them was reported when it was entered.
    if (verdict.reason === undefined) return "whole";
    due.broken(team, verdict);
    return "broken";
  };
  for (const team of await teamsOf(due.store, anchor))
    if (due.all || hourOf(team) === hour) verdicts[await verify(team)] += 1;
  return verdicts;
};

const PAGE = 200;

/** A chain that was taken away, head and all, is found by the anchor that still names it. */
const teamsOf = async (
  store: Pick<AuditStore, "heads">,
  anchor: Anchor | undefined,
): Promise<ReadonlySet<string>> => {
  const teams = new Set(Object.keys(anchor?.heads ?? {}));
  let cursor: string | undefined;
  do {
    const page = await store.heads({ limit: PAGE, ...(cursor === undefined ? {} : { cursor }) });
    for (const { team } of page.items) teams.add(team);
    cursor = page.cursor;
  } while (cursor !== undefined);
  return teams;
};

const HOURS = 24;

/** The hour (UTC) in which a team's chain is verified: they are spread over the day. */
export const hourOf = (team: string): number => (sha256(team)[0] ?? 0) % HOURS;
