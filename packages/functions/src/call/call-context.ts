import type { Position } from "@latchkey/core/credential/part/position";
import type { Rehash } from "@latchkey/core/credential/part/rehash";
import type { UseMark } from "@latchkey/core/credential/part/secret";
import type { Person } from "@latchkey/core/person/person";
import type { Nonce } from "@latchkey/core/proof/replay-protection";
import type { Allowed } from "@latchkey/core/verdict/verdict";
import * as z from "#schema";
import { writePlugins } from "./plugin-context.ts";

/*
 * The contract between the authorizer and what follows it: what one writes and the others read is in this file alone.
 * API Gateway carries it as `requestContext.authorizer`, every value a string. Nothing in it is secret, and a client
 * cannot write it.
 */

/** One schema for all members of a form: each costs a part of every cold start. */
const Text = z.string();
const Maybe = z.optional(Text);
const OrEmpty = z._default(Text, "");

/** The method and path that were decided on (`requestLine`). */
const RequestLine = Maybe;

export const ConsumerContext = z.object({
  kind: z.literal("consumer"),
  consumerId: Text,
  consumerName: Text,
  team: Text,
  credentialId: Text,
  /** ISO 8601; empty when the credential has no end. */
  credentialExpiresAt: Text,
  subscriptionId: Text,
  serviceId: Text,
  /** The slug, for the access log. */
  service: Maybe,
  /** Empty when the subscription has no plan. */
  plan: Text,
  /** Names joined by spaces; empty when the service has none. Of the management API: what the consumer may do there. */
  scopes: Text,
  /** The body that may be forwarded: `any`, `none` or `sha256=<hex>`. */
  body: Text,
  /** The places to strip, as `header:x-api-key`, `query:name` or `cookie:name` joined by spaces; empty for none. */
  hide: Text,
  /** Likewise the own places of credentials that stay: their values go from everywhere else. */
  keep: OrEmpty,
  /** `sorted` where a signature binds the values of a repeated query name in no order of their own. */
  query: z.optional(z.literal("sorted")),
  /** A signature that may be used once: until when it would be accepted in epoch seconds, a space, its name. Or empty. */
  nonce: OrEmpty,
  /** JSON: the consumer's plugins that are asked after the verdict, by name; empty or absent when it has none. */
  limits: Maybe,
  /** The models that the credential may call, joined by spaces; absent where it may call all. */
  models: Maybe,
  /** The scopes of an access token that names some, joined by spaces; absent for all others. */
  tokenScopes: Maybe,
  /** JSON: what to store of an API key in place of what a former pepper has made; absent for all others. */
  rehash: Maybe,
  /** The mark of the secret that was used; absent for one without. */
  mark: Maybe,
  request: RequestLine,
});
export type ConsumerContext = z.infer<typeof ConsumerContext>;

export const PersonContext = z.object({
  kind: z.literal("person"),
  personId: Text,
  email: Text,
  admin: z.enum(["true", "false"]),
  body: Text,
  request: RequestLine,
});
export type PersonContext = z.infer<typeof PersonContext>;

/**
 * A signature that waits for the body, sealed for the gateway's Lambda. There is nothing beside it: who calls is not
 * known yet.
 */
export const PendingContext = z.object({ pending: Text });
export type PendingContext = z.infer<typeof PendingContext>;

/** What follows when the body has proven the signature. */
export const PendingOutcome = z.discriminatedUnion("kind", [
  ConsumerContext,
  z.object({
    kind: z.literal("refused"),
    code: Text,
    /** What the consumer is told beside it, once it is proven. */
    detail: Maybe,
    consumerId: Text,
    credentialId: Text,
    serviceId: Text,
    subscriptionId: Text,
  }),
]);
export type PendingOutcome = z.infer<typeof PendingOutcome>;

/** The data plane knows consumers only. */
export const CallerContext = z.discriminatedUnion("kind", [ConsumerContext, PersonContext]);
export type CallerContext = z.infer<typeof CallerContext>;

export const consumerContext = ({ call, body, scopes, hide, keep, nonce }: Allowed): ConsumerContext => {
  const { consumer, credential, subscription, service } = call;
  const context: ConsumerContext = {
    kind: "consumer",
    consumerId: consumer.id,
    consumerName: consumer.name,
    team: consumer.team,
    credentialId: credential.id,
    credentialExpiresAt: credential.expiresAt ?? "",
    subscriptionId: subscription.id,
    serviceId: service.id,
    service: service.slug,
    plan: subscription.plan ?? "",
    scopes: scopes?.join(" ") ?? "",
    body,
    hide: placesText(hide),
    keep: placesText(keep),
    limits: writePlugins(consumer.plugins),
    nonce: nonceText(nonce),
  };
  if (credential.models) context.models = credential.models.join(" ");
  if (credential.type === "aksk") context.query = "sorted";
  if (credential.type === "oauth2" && credential.scopes) context.tokenScopes = credential.scopes.join(" ");
  return context;
};

const placesText = (places: readonly Position[]): string => {
  let text = "";
  for (const { where, name } of places) text += `${text && " "}${where}:${name}`;
  return text;
};

/** @throws Error for what `placesText` did not write: nothing is forwarded. */
export const readPlaces = (places: string): Position[] =>
  places === "" ? [] : places.split(" ").map(readPlace);

const readPlace = (text: string): Position => {
  const [, where, name] = /^(header|query|cookie):(.+)$/s.exec(text) ?? [];
  if (name === undefined || (where !== "header" && where !== "query" && where !== "cookie"))
    throw new Error("The authorizer names no place of a credential.");
  return { where, name };
};

const nonceText = (nonce: Nonce | undefined): string => (nonce ? `${nonce.until} ${nonce.key}` : "");

/** Nothing where the signature may be used again. @throws Error for what `nonceText` did not write. */
export const readNonce = ({ nonce }: Pick<ConsumerContext, "nonce">): Nonce | undefined => {
  if (nonce === "") return undefined;
  const [, until, key] = /^(\d+(?:\.\d+)?) (.+)$/s.exec(nonce) ?? [];
  if (key === undefined) throw new Error("The authorizer names no nonce.");
  return { key, until: Number(until) };
};

/** What the Lambda behind the authorizer has to know besides: it records the use. No provider's own Lambda is told. */
export const recordingContext = (verdict: Allowed): ConsumerContext => {
  const context = consumerContext(verdict);
  if (verdict.rehash) context.rehash = JSON.stringify(verdict.rehash);
  if (verdict.mark) context.mark = verdict.mark;
  return context;
};

/** What is to be stored of a secret in place of its hash under a former pepper, or of another gateway's. */
export const readRehash = ({ rehash }: Pick<ConsumerContext, "rehash">): Rehash | undefined =>
  rehash === undefined ? undefined : (JSON.parse(rehash) as Rehash);

/** Which last use is to be written. */
export const readMark = ({ mark }: Pick<ConsumerContext, "mark">): UseMark | undefined =>
  mark === "a" || mark === "b" ? mark : undefined;

export const personContext = (person: Person, admins: readonly string[]): PersonContext => ({
  kind: "person",
  personId: person.id,
  email: person.email,
  admin: admins.includes(person.email) ? "true" : "false",
  body: "any",
});
