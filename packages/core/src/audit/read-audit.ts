import { allow } from "../access/access.ts";
import type { Page, PageRequest } from "../page.ts";
import { invalidInput } from "../refusal.ts";
import type { Reads } from "../store/work.ts";
import type { TeamStore } from "../team/team-store.ts";
import { type AuditEntry, entryOf } from "./audit-entry.ts";
import type { AnchorStore, AuditFilter, AuditStore } from "./audit-store.ts";
import { type ChainVerdict, verifyChain } from "./verify-chain.ts";

export interface AuditReads {
  store: AuditStore;
  anchors: Pick<AnchorStore, "latest">;
}

/** What was done in a team, for its owners; without a team in all of them, for admins. */
export const listAudit = async (
  work: Pick<Reads<TeamStore>, "caller" | "stores">,
  { store }: Pick<AuditReads, "store">,
  filter: AuditFilter,
  page: PageRequest,
): Promise<Page<AuditEntry>> => {
  if (filter.team !== undefined) await allow(work.stores, work.caller, filter.team, "read-audit", "team");
  else if (!work.caller.admin) throw invalidInput("team", "the slug of a team that you own");
  const found = await store.entries(filter, page);
  return { ...found, items: found.items.map(entryOf) };
};

export const verifyAudit = async (
  work: Pick<Reads<TeamStore>, "caller" | "stores" | "keys">,
  { store, anchors }: AuditReads,
  team: string,
): Promise<ChainVerdict> => {
  await allow(work.stores, work.caller, team, "read-audit", "team");
  return verifyChain({ store, keys: work.keys, anchor: await anchors.latest() }, team);
};
