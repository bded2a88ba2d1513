import { describe, expect, it } from "vitest";
import { aForgedRing, aRing } from "../testing/records.ts";
import type { AuditFacts } from "./audit-entry.ts";
import {
  extendChain,
  isEntrySealed,
  isHeadSealed,
  keyOfEntry,
  NO_HASH,
  redactEntry,
  sealHead,
} from "./chain.ts";

const ring = aRing("a1");
const facts = (action: string): AuditFacts => ({
  at: "2026-03-05T12:00:00.000Z",
  actor: "ana@example.com",
  action,
  target: "team/acme",
});

describe("a chain of entries", () => {
  const entries = extendChain(ring, "acme", undefined, [facts("team.created"), facts("team.changed")]);
  const [first, second] = entries;
  if (!first || !second) throw new Error("Two facts are two entries.");

  it("binds each entry to its team, its place and the one before it", () => {
    expect(JSON.parse(first.text)).toMatchObject({ team: "acme", seq: 1, previousHash: NO_HASH });
    expect(JSON.parse(second.text)).toMatchObject({ team: "acme", seq: 2, previousHash: first.hash });
    const [third] = extendChain(ring, "acme", { team: "acme", seq: 2, hash: second.hash }, [
      facts("team.deleted"),
    ]);
    expect(JSON.parse(third?.text ?? "{}")).toMatchObject({ seq: 3, previousHash: second.hash });
    const [elsewhere] = extendChain(ring, "other", undefined, [facts("team.created")]);
    expect(elsewhere?.hash).not.toBe(first.hash);
  });

  it.each([
    ["as it was written", first, true],
    ["with another text", { ...first, text: second.text }, false],
    ["with another hash", { ...first, hash: second.hash }, false],
    ["redacted by one of us", redactEntry(ring, first, "{}"), true],
    ["redacted with another key of the same name", redactEntry(aForgedRing("a1"), first, "{}"), false],
    ["changed after it was redacted", { ...redactEntry(ring, first, "{}"), text: "[]" }, false],
    ["redacted under another hash", { ...redactEntry(ring, first, "{}"), hash: second.hash }, false],
  ])("tells whether an entry is ours: %s", (_, entry, isOurs) => {
    expect(isEntrySealed(ring, entry)).toBe(isOurs);
  });

  it("goes on through a redacted entry, and names the key of its last seal", () => {
    const redacted = redactEntry(aRing("a2", "a1"), first, "{}");
    expect(redacted.hash).toBe(first.hash);
    expect([keyOfEntry(first), keyOfEntry(redacted)]).toEqual(["a1", "a2"]);
  });

  it("has a head whose seal is for that team, place and hash alone", () => {
    const head = { team: "acme", seq: 2, hash: second.hash };
    const mac = sealHead(ring, head);
    expect(isHeadSealed(ring, head, mac)).toBe(true);
    for (const other of [{ team: "other" }, { seq: 1 }, { hash: first.hash }])
      expect(isHeadSealed(ring, { ...head, ...other }, mac)).toBe(false);
  });
});
