import { type KeyRingWork, LAST_WORDS } from "./key-ring-work.ts";
import { type KeyedRecord, keysNamed, resealed, sealedTexts } from "./keyed-record.ts";

export interface Resealing {
  /** Records whose texts are under the current key now. */
  resealed: number;
  /** Records that were changed meanwhile: the next run looks at them again. */
  raced: number;
  /** Ids of records with a text that no key of the ring opens. They are left as they are. */
  unreadable: string[];
  /** Where to go on: not all was read in the time that there was. */
  resume?: string;
}

const AT_ONCE = 8;
const MAX_EXAMPLES = 10;

/** Re-encrypts every value that is not under the current key. May stop at any point, and may be run again. */
export const resealData = async (work: KeyRingWork, from?: string): Promise<Resealing> => {
  const { ring } = await work.rings.read("data");
  const done: Resealing = { resealed: 0, raced: 0, unreadable: [] };
  const one = async (record: KeyedRecord): Promise<void> => {
    const found = sealedTexts(record).map((text) => resealed(ring, record, text, work.random));
    if (found.includes("unreadable") && done.unreadable.length < MAX_EXAMPLES)
      done.unreadable.push(record.value.id);
    const texts = found.flatMap((each) => (typeof each === "object" ? [each] : []));
    if (texts.length === 0) return;
    if (await work.records.reseal(record, texts, work.now)) done.resealed += 1;
    else done.raced += 1;
  };
  for await (const { records, resume } of work.records.pages(from)) {
    for (let at = 0; at < records.length; at += AT_ONCE)
      await Promise.all(records.slice(at, at + AT_ONCE).map(one));
    if (resume !== undefined && work.timeLeft() < LAST_WORDS) return { ...done, resume };
  }
  return done;
};

export interface Naming {
  /** How many records name the key. */
  named: number;
  /** The ids of some of them. */
  examples: string[];
}

/** What names a key. Nothing when there was not time enough to read everything. */
export const countNaming = async (
  work: KeyRingWork,
  ring: "pepper" | "data",
  key: string,
): Promise<Naming | undefined> => {
  const found: Naming = { named: 0, examples: [] };
  for await (const { records, resume } of work.records.pages()) {
    for (const record of records) {
      if (!keysNamed(ring, record, work.now).includes(key)) continue;
      found.named += 1;
      if (found.examples.length < MAX_EXAMPLES) found.examples.push(record.value.id);
    }
    if (resume !== undefined && work.timeLeft() < LAST_WORDS) return undefined;
  }
  return found;
};
