import { randomBytes } from "node:crypto";
import type { Caller } from "@latchkey/core/access/caller";
import type { PlatformWork } from "@latchkey/core/platform/work";
import { DEFAULT_LIMITS } from "@latchkey/core/stage/limits";
import { aRing, keysOf, NOW } from "@latchkey/core/testing/records";
import type { TestStore } from "./store-for-tests.ts";

const ADMIN: Caller = {
  kind: "person",
  id: "i#1",
  email: "ana@example.com",
  admin: true,
  sourceIp: "192.0.2.1",
};

/** What a request of the management API works with, by an admin where the test names no caller. */
export const workOn = (
  store: Pick<TestStore, "stores" | "commit">,
  { caller = ADMIN, ...fields }: Partial<PlatformWork> = {},
): PlatformWork => ({
  caller,
  actor: caller.kind === "person" ? caller.email : caller.consumerId,
  now: NOW,
  random: randomBytes,
  limits: DEFAULT_LIMITS,
  stage: { allowPrivateAddresses: false },
  stores: store.stores,
  keys: keysOf(aRing("k1")),
  commit: store.commit,
  ...fields,
});

/** The commit of a work that only reads. */
export const mayOnlyRead = () => Promise.reject(new Error("This work may only read."));
