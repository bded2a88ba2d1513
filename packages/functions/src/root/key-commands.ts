import { recordRing } from "@latchkey/aws/key-ring/record-ring";
import { secretKeyRingStore } from "@latchkey/aws/key-ring/secret-key-ring-store";
import { keyedRecordTable } from "@latchkey/aws/stores/keyed-record-table";
import { DAY } from "@latchkey/core/due/timing";
import { keyLives } from "@latchkey/core/key-ring/key-lives";
import { KEY_RING_NAMES } from "@latchkey/core/key-ring/new-key-ring";
import { addKey, listKeys, makeKeyCurrent, removeKey } from "@latchkey/core/root/change-keys";
import type { KeyRingWork } from "@latchkey/core/root/key-ring-work";
import { resealData } from "@latchkey/core/root/reseal-data";
import { rotateKeyRing } from "@latchkey/core/root/rotate-key-ring";
import { now } from "../composition/clock.ts";
import { keyRings, random, table, timing } from "../composition/dependencies.ts";
import { settings } from "../composition/settings.ts";
import type { RootCommand } from "./root-command.ts";

export type KeyCommand = Exclude<RootCommand, { do: "rotate-root-key" | "migrate" | "erase-person" }>;

/** @throws KeyRingRefused with the reason, when nothing was changed. */
export const runKeyCommand = async (command: KeyCommand, timeLeft: () => number): Promise<object> => {
  const work = keyRingWork(timeLeft);
  switch (command.do) {
    case "list-keys":
      return { rings: await listKeys(work, command.ring ? [command.ring] : KEY_RING_NAMES) };
    case "rotate-key-ring":
      return rotateKeyRing(work, command.ring);
    case "add-key":
      return addKey(work, command.ring);
    case "use-key":
      return makeKeyCurrent(work, command.ring, command.key);
    case "remove-key":
      return removeKey(work, command.ring, command.key, command.force ?? false);
    case "reseal":
      return { did: "reseal", ...(await resealData(work, command.resume)) };
  }
};

const keyRingWork = (timeLeft: () => number): KeyRingWork => {
  const linkLife = timing().lapseDays * DAY;
  return {
    rings: secretKeyRingStore({ prefix: settings().LATCHKEY_KEYS }),
    records: keyedRecordTable({ ...table(), ring: recordRing(keyRings()).ring }),
    lives: (ring) => keyLives(ring, linkLife),
    now: now(),
    random,
    timeLeft,
  };
};
