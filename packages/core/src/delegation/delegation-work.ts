import type { Reads, Work } from "../store/work.ts";
import type { TeamStore } from "../team/team-store.ts";
import type { DelegationRecord } from "./delegation.ts";
import type { DelegationStore } from "./delegation-store.ts";

/** A request that reads who decides beside the caller. */
export type DelegationReads = Reads<DelegationStore & Pick<TeamStore, "member" | "teamsOf">>;

/** A request that changes it. */
export type DelegationWork = Work<DelegationStore & Pick<TeamStore, "member" | "teamsOf">, DelegationRecord>;
