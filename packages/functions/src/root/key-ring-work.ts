import { recordRing } from "@latchkey/aws/key-ring/record-ring";
import { secretKeyRingStore } from "@latchkey/aws/key-ring/secret-key-ring-store";
import { keyedRecordTable } from "@latchkey/aws/stores/keyed-record-table";
import { DAY } from "@latchkey/core/due/timing";
import { keyLives } from "@latchkey/core/key-ring/key-lives";
import type { KeyRingWork } from "@latchkey/core/root/key-ring-work";
import { withPublicTokenKeys } from "@latchkey/core/root/public-token-keys";
import { now } from "../composition/clock.ts";
import { keyRings, table, timing } from "../composition/dependencies.ts";
import { random } from "../composition/random.ts";
import { settings } from "../composition/settings.ts";

/** @param timeLeft milliseconds until the function is stopped */
export const keyRingWork = (timeLeft: () => number): KeyRingWork => {
  const linkLife = timing().lapseDays * DAY;
  return {
    rings: withPublicTokenKeys(secretKeyRingStore({ prefix: settings().LATCHKEY_KEYS })),
    records: keyedRecordTable({ ...table(), ring: recordRing(keyRings()).ring }),
    lives: (ring) => keyLives(ring, linkLife),
    now: now(),
    random,
    timeLeft,
  };
};
