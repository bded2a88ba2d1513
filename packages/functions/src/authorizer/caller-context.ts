import type { Position } from "@latchkey/core/credential/part/position";
import type { Person } from "@latchkey/core/person/person";
import type { Allowed } from "@latchkey/core/verdict/verdict";
import type { ConsumerContext, PersonContext } from "./authorizer-context.ts";
import { writePlugins } from "./plugin-context.ts";

export const consumerContext = ({ call, body, scopes, hide, keep, nonce }: Allowed): ConsumerContext => {
  const { consumer, credential, subscription, service } = call;
  return {
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
    ...(credential.type === "aksk" ? { query: "sorted" as const } : {}),
    nonce: nonce ? `${nonce.until} ${nonce.key}` : "",
  };
};

const placesText = (places: readonly Position[]): string =>
  places.map(({ where, name }) => `${where}:${name}`).join(" ");

/** What the Lambda behind the authorizer has to know besides: it records the use. No provider's own Lambda is told. */
export const recordingContext = (verdict: Allowed): ConsumerContext => ({
  ...consumerContext(verdict),
  ...(verdict.rehash ? { rehash: JSON.stringify(verdict.rehash) } : {}),
});

export const personContext = (person: Person, admins: readonly string[]): PersonContext => ({
  kind: "person",
  personId: person.id,
  email: person.email,
  admin: admins.includes(person.email) ? "true" : "false",
  body: "any",
});
