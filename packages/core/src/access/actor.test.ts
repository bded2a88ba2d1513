import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type Actor, actorName, namedActor, StoredActor } from "./actor.ts";

const ACTORS: readonly [word: string, actor: Actor][] = [
  ["ana@callers.test", { kind: "person", email: "ana@callers.test" }],
  ["con_0000000000000001", { kind: "machine", consumer: "con_0000000000000001" }],
  ["rule:3", { kind: "rule", number: 3 }],
  ["service", { kind: "service" }],
  ["system", { kind: "system" }],
  ["erased-0123456789abcdef", { kind: "erased", pseudonym: "erased-0123456789abcdef" }],
  ["unknown", { kind: "unknown", word: "unknown" }],
  // An address may begin like any other word.
  ["con_artist@callers.test", { kind: "person", email: "con_artist@callers.test" }],
  ["rule:1@callers.test", { kind: "person", email: "rule:1@callers.test" }],
  // No rule has this number.
  ["rule:0", { kind: "unknown", word: "rule:0" }],
  ["rule:01", { kind: "unknown", word: "rule:01" }],
  ["erased-ab", { kind: "unknown", word: "erased-ab" }],
];

describe("an actor", () => {
  it.each(ACTORS)("named %s is read from its word, and named by it", (word, actor) => {
    expect(namedActor(word)).toEqual(actor);
    expect(actorName(actor)).toBe(word);
  });

  it("keeps its word, also one that the program did not write", () => {
    fc.assert(fc.property(fc.string(), (word) => actorName(namedActor(word)) === word));
  });

  it.each(ACTORS)("of a stored record, %s, is read from the word and from data", (word, actor) => {
    expect(StoredActor.parse(word)).toEqual(actor);
    expect(StoredActor.parse(actor)).toEqual(actor);
  });

  it.each([[{ kind: "person" }], [{ kind: "admin", email: "ana@callers.test" }], [3]])(
    "of a stored record that is no actor, %j, is refused",
    (stored) => {
      expect(StoredActor.safeParse(stored).success).toBe(false);
    },
  );
});
