import type { PlatformChange, PlatformWrite, StoredRecord } from "../platform/records.ts";
import { Refusal } from "../refusal.ts";

/* Changes with the least that a test has to say. */

export const taken = (): Refusal => new Refusal("name-taken", "taken");

export const create = (record: StoredRecord, otherwise: Refusal = taken()): PlatformWrite => ({
  write: "create",
  record,
  otherwise,
});

export const replace = (record: StoredRecord): PlatformWrite => ({ write: "replace", record });

export const change = (...writes: PlatformWrite[]): PlatformChange => ({
  writes,
  events: [],
  result: { kind: "team", keys: { team: "acme" } },
});
