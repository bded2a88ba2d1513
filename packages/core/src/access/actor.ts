import * as z from "#schema";

/**
 * Who did something: a person by a verified address, a machine by its consumer's id, a service by one of its approval rules or
 * because it approves automatically, the program itself. `erased` is a person whose address was erased, `unknown` a word of a
 * record that the program did not write.
 */
export const Actor = z.discriminatedUnion("kind", [
  z.object({ kind: z.literal("person"), email: z.string() }),
  z.object({ kind: z.literal("machine"), consumer: z.string() }),
  z.object({ kind: z.literal("rule"), number: z.int() }),
  z.object({ kind: z.literal("service") }),
  z.object({ kind: z.literal("system") }),
  z.object({ kind: z.literal("erased"), pseudonym: z.string() }),
  z.object({ kind: z.literal("unknown"), word: z.string() }),
]);
export type Actor = z.infer<typeof Actor>;

export const SYSTEM: Actor = { kind: "system" };

/**
 * The word by which events, answers, the audit and stored records name an actor: an address, a consumer's id, `rule:3`, `service`,
 * `system`. `namedActor` reads it back.
 */
export const actorName = (actor: Actor): string => {
  switch (actor.kind) {
    case "person":
      return actor.email;
    case "machine":
      return actor.consumer;
    case "rule":
      return `rule:${actor.number}`;
    case "service":
    case "system":
      return actor.kind;
    case "erased":
      return actor.pseudonym;
    case "unknown":
      return actor.word;
  }
};

const RULE = /^rule:([1-9]\d{0,8})$/;
const PSEUDONYM = /^erased-[0-9a-f]{16}$/;

/** The actor that a word names. No other module looks into such a word. */
export const namedActor = (word: string): Actor => {
  if (word.includes("@")) return { kind: "person", email: word };
  if (word.startsWith("con_")) return { kind: "machine", consumer: word };
  const [, number] = RULE.exec(word) ?? [];
  if (number !== undefined) return { kind: "rule", number: Number(number) };
  if (word === "service" || word === "system") return { kind: word };
  return PSEUDONYM.test(word) ? { kind: "erased", pseudonym: word } : { kind: "unknown", word };
};

/**
 * An actor in a stored record: a word or data. Records are written with the word, which the version before reads too
 * (decision 0105).
 */
export const StoredActor = z.union([z.pipe(z.string(), z.transform(namedActor)), Actor]);

/** Whether an actor is named by an address, which mails keep from becoming a link. */
export const isPerson = (word: string): boolean => namedActor(word).kind === "person";
