import { describe, expect, it } from "vitest";
import type { KeyRing } from "../key-ring/key-ring.ts";
import { aForgedRing, aRing, keysOf, timeAt } from "../testing/records.ts";
import type { StoredEntry } from "./audit-entry.ts";
import type { Anchor, StoredHead } from "./audit-store.ts";
import { extendChain, redactEntry, sealHead } from "./chain.ts";
import { type ChainVerdict, verifyChain } from "./verify-chain.ts";

const ring = aRing("a1");
const entriesOf = (team: string, of: KeyRing, actions: readonly string[]): StoredEntry[] =>
  extendChain(
    of,
    team,
    undefined,
    actions.map((action) => ({ at: timeAt(0), actor: "ana@example.com", action, target: "team/acme" })),
  );
const headOf = (chain: readonly StoredEntry[], of = ring, team = "acme"): StoredHead => {
  const { seq, hash } = chain.at(-1) ?? { seq: 0, hash: "" };
  return { team, seq, hash, mac: sealHead(of, { team, seq, hash }) };
};
const at = (chain: readonly StoredEntry[], index: number): StoredEntry => {
  const entry = chain[index];
  if (!entry) throw new Error("There is no such entry.");
  return entry;
};

const CHAIN = entriesOf("acme", ring, ["team.created", "team.changed", "team.changed", "team.suspended"]);
const FOREIGN = entriesOf("other", ring, ["team.created", "team.changed"]);
const FORGED = entriesOf("acme", aForgedRing("a1"), ["team.created", "team.changed"]);
/** Of the same team, and sealed with its key, but after another beginning. */
const OTHER_COURSE = entriesOf("acme", ring, ["team.changed", "team.changed"]);
const SHORT = CHAIN.slice(0, 2);

interface Stored {
  chain?: readonly StoredEntry[];
  heads?: (StoredHead | undefined)[];
  anchored?: { seq: number; hash: string };
  keys?: KeyRing;
}

/** Answers the heads in turn, the last of them from then on. */
const storeOf = (chain: readonly StoredEntry[], heads: readonly (StoredHead | undefined)[]) => {
  const told = [...heads];
  return {
    head: async () => (told.length > 1 ? told.shift() : told[0]),
    chain: async function* () {
      yield* chain;
    },
  };
};

const verify = ({ chain = CHAIN, heads = [headOf(CHAIN)], anchored, keys = ring }: Stored) => {
  const anchor: Anchor | undefined = anchored && { at: timeAt(0), heads: { acme: anchored } };
  return verifyChain({ store: storeOf(chain, heads), keys: keysOf(keys), anchor }, "acme");
};

describe("a chain that is whole", () => {
  it.each<[what: string, stored: Stored, verdict: Partial<ChainVerdict>]>([
    ["all of it", {}, { entries: 4 }],
    ["nothing of a team without entries", { chain: [], heads: [undefined] }, { entries: 0 }],
    ["up to its anchor", { anchored: { seq: 4, hash: at(CHAIN, 3).hash } }, { entries: 4 }],
    ["beyond its anchor", { anchored: { seq: 2, hash: at(CHAIN, 1).hash } }, { entries: 4 }],
    // Others append while it is read.
    ["longer than the head before", { heads: [headOf(SHORT), headOf(CHAIN)] }, { entries: 4 }],
    ["shorter than the head after", { chain: SHORT, heads: [headOf(SHORT), headOf(CHAIN)] }, { entries: 2 }],
    [
      "with what was erased of it",
      { chain: [redactEntry(ring, at(CHAIN, 0), at(CHAIN, 0).text), ...CHAIN.slice(1)] },
      { entries: 4, redacted: 1 },
    ],
    ["under former keys", { keys: aRing("a2", "a1") }, { entries: 4 }],
  ])("is found whole: %s", async (_what, stored, verdict) => {
    expect(await verify(stored)).toEqual({ ok: true, ...verdict });
  });
});

describe("a chain that somebody has changed", () => {
  it.each<[what: string, stored: Stored, bad: number, reason: string]>([
    ["without its first entry", { chain: CHAIN.slice(1) }, 1, "removed"],
    ["without one in the middle", { chain: CHAIN.toSpliced(1, 1) }, 2, "removed"],
    ["with one twice", { chain: CHAIN.toSpliced(1, 0, at(CHAIN, 0)) }, 2, "removed"],
    ["without its last entries", { chain: SHORT }, 3, "cut-off"],
    ["without any", { chain: [] }, 1, "cut-off"],
    [
      "without its end, and with an older head",
      { chain: SHORT, heads: [headOf(SHORT)], anchored: { seq: 4, hash: at(CHAIN, 3).hash } },
      3,
      "cut-off",
    ],
    [
      "with another text",
      { chain: CHAIN.with(1, { ...at(CHAIN, 1), text: at(CHAIN, 2).text }) },
      2,
      "changed",
    ],
    ["with entries of a forged key", { chain: FORGED, heads: [headOf(FORGED)] }, 1, "changed"],
    ["with entries of another team", { chain: FOREIGN, heads: [headOf(FOREIGN)] }, 1, "changed"],
    [
      "with two of its entries in each other's place",
      { chain: [at(CHAIN, 0), { ...at(CHAIN, 2), seq: 2 }, { ...at(CHAIN, 1), seq: 3 }, at(CHAIN, 3)] },
      2,
      "reordered",
    ],
    [
      "with an erasure by a forged key",
      { chain: CHAIN.with(0, redactEntry(aForgedRing("a1"), at(CHAIN, 0), at(CHAIN, 0).text)) },
      1,
      "changed",
    ],
    ["with an entry of another course", { chain: CHAIN.with(1, at(OTHER_COURSE, 1)) }, 2, "reordered"],
    ["with an entry under a key that is gone", { keys: aRing("a2") }, 1, "changed"],
    ["with a forged head", { heads: [headOf(CHAIN, aForgedRing("a1"))] }, 4, "forged-head"],
    [
      "with a forged head before",
      { heads: [headOf(SHORT, aForgedRing("a1")), headOf(CHAIN)] },
      2,
      "forged-head",
    ],
    [
      "with the head of another team",
      { heads: [{ ...headOf(CHAIN, ring, "other"), team: "acme" }] },
      4,
      "forged-head",
    ],
    ["without a head", { heads: [undefined] }, 1, "forged-head"],
    ["with a head of before", { heads: [headOf(SHORT)] }, 3, "forged-head"],
    [
      "with a head of its length and another end",
      { heads: [headOf(CHAIN.with(3, { ...at(CHAIN, 3), hash: at(CHAIN, 0).hash }))] },
      4,
      "changed",
    ],
    ["beside what was anchored", { anchored: { seq: 2, hash: at(CHAIN, 0).hash } }, 2, "not-anchored"],
  ])("is told: %s", async (_what, stored, bad, reason) => {
    expect(await verify(stored)).toMatchObject({ ok: false, firstBad: `aud_acme_${bad}`, reason });
  });

  it("tells how much of it is whole", async () => {
    expect(await verify({ chain: CHAIN.toSpliced(2, 1) })).toMatchObject({ entries: 2 });
  });

  it("tells what was written past the program, the first hundred, though all of it is whole", async () => {
    const chain = entriesOf("acme", ring, Array(101).fill("team.tampered"));
    const { ok, entries, tampered } = await verify({ chain, heads: [headOf(chain)] });
    expect([ok, entries, tampered?.length, tampered?.[0]]).toEqual([false, 101, 100, "aud_acme_1"]);
  });
});

it("a key that the remembered ring lacks may be newer than it", async () => {
  const keys = { ring: async () => aRing("a0"), refresh: async () => ring };
  const store = storeOf(CHAIN, [headOf(CHAIN)]);
  expect(await verifyChain({ store, keys, anchor: undefined }, "acme")).toEqual({ ok: true, entries: 4 });
});
