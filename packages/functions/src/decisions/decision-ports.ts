import type { KeyRings } from "@latchkey/core/key-ring/key-ring";
import type { PlatformCommit } from "@latchkey/core/platform/records";
import type { Log } from "../composition/log.ts";

/** The dependencies of every page that decides by a link. */
export interface DecisionPorts {
  keys: KeyRings;
  now(): number;
  commit(now: number): PlatformCommit;
  /** The origin that our own pages have. */
  controlUrl: string;
  log: Log;
}
