import type { Reads, Work } from "../store/work.ts";
import type { TeamStore } from "../team/team-store.ts";
import type { IssuerRecord } from "./issuer.ts";
import type { IssuerStore } from "./issuer-store.ts";

/** A request that reads issuers. */
export type IssuerReads = Reads<IssuerStore & TeamStore>;

/** A request that changes issuers. */
export type IssuerWork = Work<IssuerStore & TeamStore, IssuerRecord>;
