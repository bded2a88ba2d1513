import type { Work } from "../store/work.ts";
import type { StoredRecord } from "./records.ts";
import type { PlatformStores } from "./stores.ts";

/** A request that may reach everything: what the API makes, and each use case takes its part of. */
export type PlatformWork = Work<PlatformStores, StoredRecord>;
