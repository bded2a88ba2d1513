import {
  ACT,
  actions,
  admin,
  asConsumer,
  asProvider,
  at,
  CONSUMERS_STEPS,
  everybody,
  FORBIDDEN,
  member,
  ofConsumer,
  onSubscription,
  open,
  owner,
  PROVIDERS_STEPS,
  type Row,
  row,
  signedIn,
  toLatchkey,
  UNKNOWN,
  UNSEEN,
  viewer,
  withConsumer,
} from "./access-rows.ts";

/** What is asked of consumers and of what they have, and by links. */
export const CONSUMER_ROWS: readonly Row[] = [
  row("POST /v1/consumers/{consumer}/subscriptions", member(201), async (make) => ({
    path: `/v1/consumers/${(await make.consumer("acme")).id}/subscriptions`,
    body: { service: (await make.service("partners")).slug },
  })),
  ofConsumer("GET /v1/consumers/{consumer}/subscriptions", viewer(200)),
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
  row("GET /v1/applications", signedIn(200), at("/v1/applications")),
  row("GET /v1/applications", owner(200), at("/v1/applications?team=acme"), "of a team"),
  row("GET /v1/applications", owner(200), at("/v1/applications?team=acme&status=decided"), "decided"),
  row("GET /v1/subscriptions", viewer(200), at("/v1/subscriptions?team=acme&status=active"), "of a status"),
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
    "POST /v1/teams/{team}/webhooks/{webhook}/test",
    owner(404),
    at("/v1/teams/acme/webhooks/whk_0/test", {}),
  ),
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
  ofConsumer("GET /v1/consumers/{consumer}/calls", viewer(200)),
  ofConsumer("GET /v1/consumers/{consumer}/refusals", viewer(200)),
  row("GET /v1/services/{service}/refusals", viewer(200), async (make) => ({
    path: `/v1/services/${(await make.service("acme")).slug}/refusals`,
  })),
  ofConsumer("GET /v1/consumers/{consumer}/limits", viewer(200)),

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
];
