import { generateKeyPairSync } from "node:crypto";
import { freshName, type Making } from "../support/making.ts";
import type { CallerName } from "./cast.fixture.ts";

/** `200`, or the status and the code of a problem: `403 forbidden`. */
export type Expected = Record<CallerName, string>;

export interface Row {
  /** As the route table writes it. */
  route: string;
  /** What is special about this row, where a route has several. */
  when?: string;
  expected: Expected;
  /** Makes what the request is about, once more for each caller that changes it: none meets what another did. */
  request(make: Making): Promise<{ path: string; body?: unknown; headers?: Record<string, string> }>;
}

const UNKNOWN = "401 invalid-credential";
const UNSEEN = "404 not-found";
const FORBIDDEN = "403 forbidden";

const everybody = (answer: string): Expected => ({
  anonymous: answer,
  stranger: answer,
  viewer: answer,
  member: answer,
  owner: answer,
  "machine as reader": answer,
  machine: answer,
  "machine as owner": answer,
  admin: answer,
  root: answer,
});

/*
 * "Who may" of the contract: whoever has no part in the team is told that the thing does not exist, whoever may only
 * see it that it is forbidden.
 */
const open = (status: number) => everybody(String(status));
const signedIn = (status: number): Expected => ({ ...everybody(String(status)), anonymous: UNKNOWN });
const viewer = (status: number): Expected => ({ ...signedIn(status), stranger: UNSEEN });
const member = (status: number): Expected => ({
  ...viewer(status),
  viewer: FORBIDDEN,
  "machine as reader": FORBIDDEN,
});
const owner = (status: number): Expected => ({ ...member(status), member: FORBIDDEN, machine: FORBIDDEN });
const admin = (status: number): Expected => ({
  ...owner(status),
  owner: FORBIDDEN,
  "machine as owner": FORBIDDEN,
});
const people = (status: number): Expected => ({
  ...signedIn(status),
  "machine as reader": FORBIDDEN,
  machine: FORBIDDEN,
  "machine as owner": FORBIDDEN,
});

type Request = Row["request"];
const row = (route: string, expected: Expected, request: Request, when?: string): Row => ({
  route,
  expected,
  request,
  ...(when ? { when } : {}),
});
const at = (path: string, body?: unknown): Request => {
  const request = { path, ...(body === undefined ? {} : { body }) };
  return async () => request;
};

const service = (team: string) => ({
  slug: freshName("asked"),
  name: "Asked",
  team,
  kind: "rest",
  upstream: { url: "http://127.0.0.1:9" },
});

const withConsumer =
  (path: (id: string, name: string) => string, body?: unknown): Request =>
  async (make) => {
    const { id, name } = await make.consumer("acme");
    return { path: path(id, name), ...(body === undefined ? {} : { body }) };
  };

const withCredential =
  (tail: string, body?: unknown): Request =>
  async (make) => {
    const consumer = await make.consumer("acme");
    const { credential } = await make.credential(consumer);
    return {
      path: `/v1/consumers/${consumer.id}/credentials/${credential.id}${tail}`,
      ...(body === undefined ? {} : { body }),
    };
  };

/** An issuer that the team acme has, named by a credential of it. */
const ofIssuer =
  (body?: unknown): Request =>
  async (make) => {
    const issuer = `https://${freshName("issuer")}.example`;
    const publicKey = generateKeyPairSync("ed25519").publicKey.export({ format: "jwk" });
    await make.credential(await make.consumer("acme"), {
      type: "jwt",
      algorithm: "EdDSA",
      issuer,
      publicKey,
    });
    return {
      path: `/v1/issuers/${encodeURIComponent(issuer)}`,
      ...(body === undefined ? {} : { body }),
    };
  };

const LIMITED = { plans: [{ name: "short", durationDays: 30 }, { name: "long" }] };

/** A subscription of one team's consumer to another one's service, in the state that the action needs. */
const onSubscription =
  (sides: { consumer: string; service: string }, action: string, before: string[] = []): Request =>
  async (make) => {
    const consumer = await make.consumer(sides.consumer);
    const slug =
      sides.service === "latchkey" ? "latchkey" : (await make.service(sides.service, LIMITED)).slug;
    const subscription = await make.apply(consumer, slug, slug === "latchkey" ? {} : { plan: "short" });
    for (const step of before) await make.act(subscription, step);
    const body = action === "change-plan" ? { plan: "long" } : {};
    return { path: `/v1/subscriptions/${subscription.id}/${action}`, body };
  };

const ACT = "POST /v1/subscriptions/{subscription}/{action}";
const asProvider = { consumer: "partners", service: "acme" };
const asConsumer = { consumer: "acme", service: "partners" };
const toLatchkey = { consumer: "acme", service: "latchkey" };

const actions = (
  expected: (status: number) => Expected,
  sides: { consumer: string; service: string },
  when: string,
  steps: Record<string, string[]>,
): Row[] =>
  Object.entries(steps).map(([action, before]) =>
    row(ACT, expected(200), onSubscription(sides, action, before), `${action}, ${when}`),
  );

const PROVIDERS_STEPS = {
  approve: [],
  reject: [],
  suspend: ["approve"],
  resume: ["approve", "suspend"],
  revoke: ["approve"],
};
const CONSUMERS_STEPS = {
  withdraw: [],
  cancel: ["approve"],
  renew: ["approve"],
  "change-plan": ["approve"],
};

export const ACCESS_TABLE: readonly Row[] = [
  row("GET /healthz", open(200), at("/healthz")),
  row("GET /docs", open(200), at("/docs")),
  row("GET /docs/problems", open(200), at("/docs/problems")),
  row("GET /v1/openapi.json", open(200), at("/v1/openapi.json")),
  row("GET /.well-known/jwks.json", open(200), at("/.well-known/jwks.json")),
  row("GET /v1/me", signedIn(200), at("/v1/me")),

  row("POST /v1/teams", people(201), async () => ({
    path: "/v1/teams",
    body: { slug: freshName("asked"), name: "Asked", owners: ["someone@x.test"] },
  })),
  row("GET /v1/teams", signedIn(200), at("/v1/teams")),
  row("GET /v1/teams/{team}", viewer(200), at("/v1/teams/acme")),
  row("PATCH /v1/teams/{team}", owner(200), at("/v1/teams/acme", { name: "Acme" })),
  row("DELETE /v1/teams/{team}", viewer(404), at("/v1/teams/never-made"), "there is none"),
  row("DELETE /v1/teams/{team}", owner(409), at("/v1/teams/acme"), "it is in use"),
  row("POST /v1/teams/{team}/suspend", admin(412), async () => ({
    path: "/v1/teams/acme/suspend",
    body: {},
    headers: { "If-Match": '"999999"' },
  })),
  row("POST /v1/teams/{team}/resume", admin(200), at("/v1/teams/acme/resume", {})),
  row("GET /v1/people", { ...admin(200), stranger: FORBIDDEN }, at("/v1/people")),
  row("PUT /v1/teams/{team}/members/{email}", owner(200), async () => ({
    path: `/v1/teams/acme/members/${freshName("new")}@acme.test`,
    body: { role: "member" },
  })),
  row("DELETE /v1/teams/{team}/members/{email}", owner(404), at("/v1/teams/acme/members/nobody@acme.test")),

  row("GET /v1/people", { ...admin(200), stranger: FORBIDDEN }, at("/v1/people")),

  row("GET /v1/issuers", signedIn(200), at("/v1/issuers")),
  row("GET /v1/issuers", viewer(200), at("/v1/issuers?team=acme"), "of a team"),
  row("GET /v1/issuers/{issuer}", viewer(200), ofIssuer()),
  row("PUT /v1/issuers/{issuer}", owner(200), ofIssuer({ teams: ["acme", "partners"] })),
  row("DELETE /v1/issuers/{issuer}", owner(409), ofIssuer()),

  row("POST /v1/services", owner(201), async () => ({ path: "/v1/services", body: service("acme") })),
  row("GET /v1/services", signedIn(200), at("/v1/services")),
  row("GET /v1/services", viewer(200), at("/v1/services?team=acme"), "of a team"),
  row("GET /v1/services/{service}", viewer(200), async (make) => ({
    path: `/v1/services/${(await make.service("acme")).slug}`,
  })),
  row("PATCH /v1/services/{service}", owner(200), async (make) => ({
    path: `/v1/services/${(await make.service("acme")).id}`,
    body: { summary: "New" },
  })),
  row("POST /v1/services/{service}/publication", admin(200), async (make) => ({
    path: `/v1/services/${(await make.service("acme")).slug}/publication`,
    body: { decision: "reject", reason: "Not here." },
  })),
  row("DELETE /v1/services/{service}", owner(204), async (make) => ({
    path: `/v1/services/${(await make.service("acme")).slug}`,
  })),

  row("GET /v1/catalog", signedIn(200), at("/v1/catalog")),
  row("GET /v1/catalog/{service}", signedIn(200), at("/v1/catalog/latchkey"), "public"),
  row(
    "GET /v1/catalog/{service}",
    viewer(200),
    async (make) => ({ path: `/v1/catalog/${(await make.service("acme", { visibility: "private" })).slug}` }),
    "private",
  ),
  row(
    "GET /v1/catalog/{service}",
    { ...everybody(UNSEEN), anonymous: UNKNOWN },
    async (make) => ({ path: `/v1/catalog/${(await make.service("acme", { status: "draft" })).slug}` }),
    "a draft",
  ),

  row("POST /v1/consumers", member(201), async () => ({
    path: "/v1/consumers",
    body: { name: freshName("asked"), team: "acme" },
  })),
  row("GET /v1/consumers", signedIn(200), at("/v1/consumers")),
  row("GET /v1/consumers", viewer(200), at("/v1/consumers?team=acme"), "of a team"),
  row(
    "GET /v1/consumers/{consumer}",
    viewer(200),
    withConsumer((id) => `/v1/consumers/${id}`),
  ),
  row(
    "PATCH /v1/consumers/{consumer}",
    member(200),
    withConsumer((id) => `/v1/consumers/${id}`, { description: "New" }),
  ),
  row(
    "DELETE /v1/consumers/{consumer}",
    owner(204),
    withConsumer((id, name) => `/v1/consumers/${id}?confirm=${name}`),
  ),
  row(
    "POST /v1/consumers/{consumer}/suspend",
    member(200),
    withConsumer((id) => `/v1/consumers/${id}/suspend`),
  ),
  row(
    "POST /v1/consumers/{consumer}/resume",
    member(200),
    withConsumer((id) => `/v1/consumers/${id}/resume`),
  ),

  row("POST /v1/verify", viewer(200), async (make) => ({
    path: "/v1/verify",
    body: { service: (await make.service("acme")).slug, method: "GET", path: "/", headers: {} },
  })),

  row("GET /v1/plugins", signedIn(200), at("/v1/plugins")),
  row(
    "GET /v1/consumers/{consumer}/plugins",
    viewer(200),
    withConsumer((id) => `/v1/consumers/${id}/plugins`),
  ),
  row(
    "PUT /v1/consumers/{consumer}/plugins/{plugin}",
    member(200),
    withConsumer((id) => `/v1/consumers/${id}/plugins/rate-limit`, { count: 1, periodSeconds: 1 }),
  ),
  row("DELETE /v1/consumers/{consumer}/plugins/{plugin}", member(204), async (make) => {
    const consumer = await make.consumer("acme");
    await make.plugin(consumer, "quota", { count: 1, period: "day" });
    return { path: `/v1/consumers/${consumer.id}/plugins/quota` };
  }),
  row(
    "POST /v1/consumers/{consumer}/credentials",
    member(201),
    withConsumer((id) => `/v1/consumers/${id}/credentials`, { name: "key", type: "api-key" }),
  ),
  row(
    "GET /v1/consumers/{consumer}/credentials",
    viewer(200),
    withConsumer((id) => `/v1/consumers/${id}/credentials`),
  ),
  row("GET /v1/consumers/{consumer}/credentials/{credential}", viewer(200), withCredential("")),
  row(
    "PATCH /v1/consumers/{consumer}/credentials/{credential}",
    member(200),
    withCredential("", { status: "disabled" }),
  ),
  row(
    "POST /v1/consumers/{consumer}/credentials/{credential}/rotate",
    member(201),
    withCredential("/rotate", {}),
  ),
  row("DELETE /v1/consumers/{consumer}/credentials/{credential}", member(204), withCredential("")),

  row("POST /v1/consumers/{consumer}/subscriptions", member(201), async (make) => ({
    path: `/v1/consumers/${(await make.consumer("acme")).id}/subscriptions`,
    body: { service: (await make.service("partners")).slug },
  })),
  row(
    "GET /v1/consumers/{consumer}/subscriptions",
    viewer(200),
    withConsumer((id) => `/v1/consumers/${id}/subscriptions`),
  ),
  row("POST /v1/services/{service}/subscriptions", owner(201), async (make) => ({
    path: `/v1/services/${(await make.service("acme")).slug}/subscriptions`,
    body: { consumer: (await make.consumer("partners")).id },
  })),
  row("POST /v1/services/{service}/subscriptions", owner(201), async (make) => ({
    path: `/v1/services/${(await make.service("acme")).slug}/subscriptions`,
    body: { consumer: (await make.consumer("partners")).id },
  })),
  row("GET /v1/services/{service}/subscriptions", viewer(200), async (make) => ({
    path: `/v1/services/${(await make.service("acme")).slug}/subscriptions`,
  })),
  row("GET /v1/subscriptions", signedIn(200), async (make) => ({
    path: `/v1/subscriptions?service=${(await make.service("acme")).slug}`,
  })),
  row(
    "GET /v1/subscriptions",
    viewer(200),
    async (make) => ({ path: `/v1/subscriptions?team=acme&service=${(await make.service("acme")).slug}` }),
    "of a team",
  ),
  ...([asProvider, asConsumer] as const).map((sides) =>
    row(
      "GET /v1/subscriptions/{subscription}",
      viewer(200),
      async (make) => {
        const { path } = await onSubscription(sides, "")(make);
        return { path: path.replace(/\/$/, "") };
      },
      sides === asProvider ? "seen by the provider" : "seen by the consumer",
    ),
  ),
  ...actions(owner, asProvider, "by the provider", PROVIDERS_STEPS),
  ...actions(admin, asConsumer, "by the consumer, whose it is not", PROVIDERS_STEPS),
  ...actions(member, asConsumer, "by the consumer", CONSUMERS_STEPS),
  ...actions(admin, asProvider, "by the provider, whose it is not", CONSUMERS_STEPS),
  ...actions(admin, toLatchkey, "to the management API", PROVIDERS_STEPS),
  row(
    ACT,
    viewer(404),
    async (make) => {
      const { path } = await onSubscription(asConsumer, "explode")(make);
      return { path, body: {} };
    },
    "an action that does not exist",
  ),

  row(
    "POST /v1/teams/{team}/webhooks",
    owner(201),
    at("/v1/teams/acme/webhooks", { url: "http://127.0.0.1:9", events: ["quota.warning"] }),
  ),
  row("GET /v1/teams/{team}/webhooks", owner(200), at("/v1/teams/acme/webhooks")),
  row("GET /v1/teams/{team}/webhooks/{webhook}", owner(404), at("/v1/teams/acme/webhooks/whk_0")),
  row("PATCH /v1/teams/{team}/webhooks/{webhook}", owner(404), at("/v1/teams/acme/webhooks/whk_0", {})),
  row("DELETE /v1/teams/{team}/webhooks/{webhook}", owner(404), at("/v1/teams/acme/webhooks/whk_0")),
  row(
    "GET /v1/teams/{team}/webhooks/{webhook}/deliveries",
    owner(404),
    at("/v1/teams/acme/webhooks/whk_0/deliveries"),
  ),
  row(
    "POST /v1/teams/{team}/webhooks/{webhook}/deliveries/{delivery}/replay",
    owner(404),
    at("/v1/teams/acme/webhooks/whk_0/deliveries/dlv_0/replay", {}),
  ),
  row("GET /v1/audit", owner(200), at("/v1/audit?team=acme"), "of a team"),
  row("GET /v1/audit", { ...signedIn(400), admin: "200", root: "200" }, at("/v1/audit"), "of all teams"),
  row("GET /v1/audit/verify", owner(200), at("/v1/audit/verify?team=acme")),
  row("GET /v1/dead-letters", { ...admin(200), stranger: FORBIDDEN }, at("/v1/dead-letters")),
  row(
    "POST /v1/dead-letters/{letter}/replay",
    { ...admin(404), stranger: FORBIDDEN },
    at("/v1/dead-letters/ddl_0/replay", {}),
  ),

  row("GET /v1/usage", signedIn(200), at("/v1/usage")),
  row(
    "GET /v1/usage",
    viewer(200),
    withConsumer((id) => `/v1/usage?consumer=${id}`),
    "of a consumer",
  ),
  row(
    "GET /v1/usage",
    viewer(200),
    async (make) => ({
      path: `/v1/usage?service=${(await make.service("acme", { visibility: "private" })).slug}`,
    }),
    "of a private service",
  ),
  row(
    "GET /v1/usage",
    viewer(200),
    async (make) => {
      const consumer = await make.consumer("partners");
      const { slug } = await make.service("acme");
      return { path: `/v1/usage?consumer=${consumer.id}&service=${slug}` };
    },
    "of another team's consumer, by the provider",
  ),
  row(
    "GET /v1/usage",
    { ...everybody(UNSEEN), anonymous: UNKNOWN, admin: "200", root: "200" },
    async (make) => {
      const consumer = await make.consumer("partners");
      const { slug } = await make.service("acme");
      return { path: `/v1/usage?consumer=${consumer.id}&service=${slug}&groupBy=credential` };
    },
    "of another team's credentials, by the provider",
  ),
  row(
    "GET /v1/consumers/{consumer}/refusals",
    viewer(200),
    withConsumer((id) => `/v1/consumers/${id}/refusals`),
  ),

  row("GET /approvals/{token}", open(404), at("/approvals/made-up")),
  row("HEAD /approvals/{token}", open(404), at("/approvals/made-up")),
  row("POST /approvals/{token}", open(404), async () => ({
    path: "/approvals/made-up",
    body: "decision=approve",
    headers: { "Content-Type": "application/x-www-form-urlencoded" },
  })),

  row("GET /invitations/{token}", open(404), at("/invitations/made-up")),
  row("HEAD /invitations/{token}", open(404), at("/invitations/made-up")),
  row("POST /invitations/{token}", open(404), async () => ({
    path: "/invitations/made-up",
    body: "decision=accept",
    headers: { "Content-Type": "application/x-www-form-urlencoded" },
  })),

  // Last of all: once it is done, no machine of the team may call.
  row("POST /v1/teams/{team}/resume", admin(200), at("/v1/teams/acme/resume")),
  row("POST /v1/teams/{team}/suspend", admin(200), at("/v1/teams/acme/suspend")),
];

/** Where a row gives only a status that is a problem's, its code follows. */
const CODES: Record<string, string> = {
  "404": "not-found",
  "409": "not-empty",
  "405": "method-not-allowed",
  "400": "invalid-input",
  "412": "revision-mismatch",
};
export const expectedOf = ({ expected }: Row, caller: CallerName): string => {
  const answer = expected[caller];
  return CODES[answer] === undefined ? answer : `${answer} ${CODES[answer]}`;
};
