import { ROTATED_RINGS } from "@latchkey/core/key-ring/new-key-ring";
import { addKey, listKeys, makeKeyCurrent, removeKey } from "@latchkey/core/root/change-keys";
import { resealData } from "@latchkey/core/root/reseal-data";
import { rotateKeyRing } from "@latchkey/core/root/rotate-key-ring";
import { keyRingWork } from "./key-ring-work.ts";
import type { RootCommand } from "./root-command.ts";

export type KeyCommand = Exclude<RootCommand, { do: "rotate-root-key" | "migrate" | "erase-person" }>;

/** @throws KeyRingRefused with the reason, when nothing was changed. */
export const runKeyCommand = async (command: KeyCommand, timeLeft: () => number): Promise<object> => {
  const work = keyRingWork(timeLeft);
  switch (command.do) {
    case "list-keys":
      return { rings: await listKeys(work, command.ring ? [command.ring] : ROTATED_RINGS) };
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
