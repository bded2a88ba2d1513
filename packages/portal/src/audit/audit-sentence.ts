import type { AuditEntry } from "../api/resources.ts";
import { texts } from "../texts/texts.ts";

/** A `Record` of all actions: one that the API gains is a fault of the build until it has a sentence. */
const SENTENCES: Readonly<Record<AuditEntry["action"], string>> = texts.audit.did;
const ACTORS: Readonly<Record<string, string>> = texts.audit.actors;

export type SentencePart = { role: "who" | "what"; text: string } | { role: "words"; text: string };

interface Names {
  /** Of targets, as entries name them. */
  targets: ReadonlyMap<string, string>;
  /** Of consumers that the reader sees. */
  actors: ReadonlyMap<string, string>;
}

/** What was done, as a sentence in parts: `Ada rotated the secret of main`. */
export const sentenceOf = (
  { action, actor, target }: Pick<AuditEntry, "action" | "actor" | "target">,
  { targets, actors }: Names,
): SentencePart[] => {
  const named = {
    who: actors.get(actor) ?? actorWords(actor),
    what: targets.get(target) ?? shortOf(target),
  };
  // An entry of an older version may say what this one does no more.
  const sentence = Object.hasOwn(SENTENCES, action) ? SENTENCES[action] : `{who}: ${action} {what}`;
  return sentence
    .split(/(\{who\}|\{what\})/)
    .filter((part) => part !== "")
    .map((part) => {
      const role = part === "{who}" ? "who" : part === "{what}" ? "what" : "words";
      return { role, text: role === "words" ? part : named[role] };
    });
};

/** `consumer/con_1` is `con_1`; people are named by their address, without the team that the reader is looking at. */
const shortOf = (target: string): string =>
  target.replace(/^(?:(?:member|invitation|delegation)\/[^/]*\/|[^/]*\/)/, "");

const actorWords = (actor: string): string => {
  const rule = /^rule:(\d+)$/.exec(actor)?.[1];
  if (rule !== undefined) return texts.audit.rule(rule);
  return Object.hasOwn(ACTORS, actor) ? (ACTORS[actor] ?? actor) : actor;
};

export const textOf = (parts: readonly SentencePart[]): string => parts.map(({ text }) => text).join("");
