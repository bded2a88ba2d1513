import { generateKeyPairSync } from "node:crypto";
import type { ConsumerThings } from "../support/consumer-things.ts";
import { sharedCast } from "./cast.fixture.ts";

/** What one team has and another may not see, and names of nothing in the same form. */
export interface Things extends ConsumerThings {
  team: string;
  draft: string;
  draftId: string;
  hidden: string;
  hiddenId: string;
  retired: string;
  published: string;
  publishedId: string;
  issuer: string;
}

export const NOTHING: Things = {
  team: "no-such-team",
  draft: "no-such-draft",
  draftId: "svc_00000000000000000000000000",
  hidden: "no-such-hidden",
  hiddenId: "svc_00000000000000000000000001",
  retired: "no-such-retired",
  published: "no-such-published",
  publishedId: "svc_00000000000000000000000002",
  consumer: "con_0000000000000000",
  consumerName: "no-such-consumer",
  credential: "crd_00000000000000000000000000",
  subscription: "sub_00000000000000000000000000",
  webhook: "whk_00000000000000000000000000",
  delivery: "dlv_00000000000000000000000000",
  issuer: "https://no-such-issuer.example",
};

const ISSUER = "https://tokens.example";

/** The team `acme` with one of everything, and a stranger with a consumer, a service and a key of its own. */
export const startTenants = async () => {
  const cast = await sharedCast();
  const { make } = cast;
  const draft = await make.service("acme", { status: "draft" });
  const hidden = await make.service("acme", { visibility: "private" });
  const retired = await make.service("acme", { visibility: "private", status: "retired" });
  const published = await make.service("acme");
  const consumer = await make.consumer("acme");
  const { credential } = await make.credential(consumer);
  const subscription = await make.subscription(consumer, published.slug);
  const { publicKey } = generateKeyPairSync("ec", { namedCurve: "P-256" });
  await make.credential(consumer, {
    type: "jwt",
    algorithm: "ES256",
    issuer: ISSUER,
    publicKey: publicKey.export({ format: "jwk" }),
  });
  const hook = { url: `${cast.latchkey.control}/nowhere`, events: ["consumer.created"] };
  const webhook = await cast.callers.owner("POST", "/v1/teams/acme/webhooks", hook);
  const own = {
    consumer: await make.consumer("strangers"),
    service: await make.service("strangers"),
  };
  const { secret } = await make.credential(own.consumer);
  const theirs: Things = {
    team: "acme",
    draft: draft.slug,
    draftId: draft.id,
    hidden: hidden.slug,
    hiddenId: hidden.id,
    retired: retired.slug,
    published: published.slug,
    publishedId: published.id,
    consumer: consumer.id,
    consumerName: consumer.name,
    credential: credential.id,
    subscription: subscription.id,
    webhook: webhook.body.id,
    delivery: "dlv_00000000000000000000000000",
    issuer: ISSUER,
  };
  return { cast, theirs, own, key: secret.apiKey as string };
};
export type Tenants = Awaited<ReturnType<typeof startTenants>>;
