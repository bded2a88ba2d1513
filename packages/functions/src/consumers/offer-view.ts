import { Consumer } from "@latchkey/core/consumer/consumer";
import type { CredentialType } from "@latchkey/core/credential/credential";
import { RESOURCE_SHOWN } from "@latchkey/core/resource";
import { SubscriptionStatus } from "@latchkey/core/subscription/subscription";
import type { Offered } from "@latchkey/core/transfer/open-offer";
import type { OfferInFull } from "@latchkey/core/transfer/read-offers";
import { viewOf } from "@latchkey/core/view-of";
import * as z from "zod/mini";

/** What the team sees that a consumer is offered to. Its id and revision are the consumer's. */
export const OfferView = z.extend(
  viewOf(Consumer, {
    ...RESOURCE_SHOWN,
    name: true,
    team: true,
    description: true,
    status: true,
    labels: false,
    plugins: false,
    transfer: false,
    transferred: false,
  }),
  { offeredBy: z.string(), offeredAt: z.string(), expiresAt: z.string() },
);

export const OfferedCredentialView = z.object({
  name: z.string(),
  type: z.enum(["api-key", "basic", "jwt", "aksk", "oauth2"] satisfies CredentialType[]),
  expiresAt: z.optional(z.string()),
  endsAt: z.optional(z.string()),
});

export const OfferedSubscriptionView = z.object({
  service: z.string(),
  status: SubscriptionStatus,
  plan: z.optional(z.string()),
  expiresAt: z.optional(z.string()),
});

/** With what comes along, for the owner who is about to answer. */
export const OfferInFullView = z.extend(OfferView, {
  credentials: z.array(OfferedCredentialView),
  subscriptions: z.array(OfferedSubscriptionView),
});

export const offerView = ({ transfer: { offeredBy, offeredAt, expiresAt }, ...consumer }: Offered) => ({
  ...consumer,
  offeredBy,
  offeredAt,
  expiresAt,
});

export const offerInFullView = ({ offered, credentials, subscriptions }: OfferInFull) => ({
  ...offerView(offered),
  credentials: credentials.map(({ credential: { name, type, expiresAt }, endsAt }) => ({
    name,
    type,
    ...(expiresAt === undefined ? {} : { expiresAt }),
    ...(endsAt === undefined ? {} : { endsAt }),
  })),
  subscriptions,
});
