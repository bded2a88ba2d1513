import type { Reads, Work } from "../store/work.ts";
import type { TeamStore } from "../team/team-store.ts";
import type { ConsumerRecord } from "./consumer.ts";
import type { ConsumerStore } from "./consumer-store.ts";

/** A request that reads consumers. */
export type ConsumerReads = Reads<ConsumerStore & TeamStore>;

/** A request that changes consumers. */
export type ConsumerWork = Work<ConsumerStore & TeamStore, ConsumerRecord>;
