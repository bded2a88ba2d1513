import * as z from "zod/mini";

/**
 * What the authorizer hands on: API Gateway carries it as `requestContext.authorizer`, every value a string. Nothing
 * in it is secret, and a client cannot write it.
 */
export const ConsumerContext = z.object({
  kind: z.literal("consumer"),
  consumerId: z.string(),
  consumerName: z.string(),
  team: z.string(),
  credentialId: z.string(),
  /** ISO 8601; empty when the credential has no end. */
  credentialExpiresAt: z.string(),
  subscriptionId: z.string(),
  serviceId: z.string(),
  /** The slug, for the access log. */
  service: z.optional(z.string()),
  /** Empty when the subscription has no plan. */
  plan: z.string(),
  /** Names joined by spaces; empty when the service has none. Of the management API: what the consumer may do there. */
  scopes: z.string(),
  /** The body that may be forwarded: `any`, `none` or `sha256=<hex>`. */
  body: z.string(),
  /** The places to strip, as `header:x-api-key`, `query:name` or `cookie:name` joined by spaces; empty for none. */
  hide: z.string(),
  /** Likewise the own places of credentials that stay: their values go from everywhere else. */
  keep: z._default(z.string(), ""),
  /** `sorted` where a signature binds the values of a repeated query name in no order of their own. */
  query: z.optional(z.literal("sorted")),
  /** A signature that may be used once: until when it would be accepted in epoch seconds, a space, its name. Or empty. */
  nonce: z._default(z.string(), ""),
  /** JSON: the consumer's plugins that are asked after the verdict, by name; empty or absent when it has none. */
  limits: z.optional(z.string()),
  /** JSON: what to store of an API key in place of what a former pepper has made; absent for all others. */
  rehash: z.optional(z.string()),
});
export type ConsumerContext = z.infer<typeof ConsumerContext>;

export const PersonContext = z.object({
  kind: z.literal("person"),
  personId: z.string(),
  email: z.string(),
  admin: z.enum(["true", "false"]),
  body: z.string(),
});
export type PersonContext = z.infer<typeof PersonContext>;

/**
 * A signature that waits for the body, sealed for the gateway's Lambda. There is nothing beside it: who calls is not
 * known yet.
 */
export const PendingContext = z.object({ pending: z.string() });
export type PendingContext = z.infer<typeof PendingContext>;

/** The data plane knows consumers only. */
export const CallerContext = z.discriminatedUnion("kind", [ConsumerContext, PersonContext]);
export type CallerContext = z.infer<typeof CallerContext>;
