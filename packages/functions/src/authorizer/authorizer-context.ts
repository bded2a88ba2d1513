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
  /** Empty when the subscription has no plan. */
  plan: z.string(),
  /** Names joined by spaces; empty when the service has none. */
  scopes: z.string(),
  /** On the management API: what the consumer acts as. */
  role: z.enum(["member", "owner", "admin"]),
  /** The body that may be forwarded: `any`, `none` or `sha256=<hex>`. */
  body: z.string(),
  /** The place to strip, as `header:x-api-key`, `query:name` or `cookie:name`; empty when nothing is hidden. */
  hide: z.string(),
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

/** The data plane knows consumers only. */
export const CallerContext = z.discriminatedUnion("kind", [ConsumerContext, PersonContext]);
export type CallerContext = z.infer<typeof CallerContext>;
