import { actorName } from "../access/actor.ts";
import { actorOf } from "../access/caller.ts";
import type { PlatformWork } from "../platform/work.ts";
import { DEFAULT_LIMITS } from "../stage/limits.ts";
import { aPerson } from "./callers.ts";
import { aRing, countingBytes, keysOf, NOW } from "./records.ts";

/** What a request of the management API works with, by an admin where the test names no caller. */
export const aWork = ({
  caller = aPerson("ana@example.com", true),
  ...fields
}: Partial<PlatformWork> & Pick<PlatformWork, "stores" | "commit">): PlatformWork => ({
  caller,
  actor: actorName(actorOf(caller)),
  now: NOW,
  random: countingBytes,
  limits: DEFAULT_LIMITS,
  stage: { allowPrivateAddresses: false },
  keys: keysOf(aRing("k1")),
  ...fields,
});
