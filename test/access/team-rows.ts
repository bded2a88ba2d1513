import { freshName } from "../support/making.ts";
import {
  admin,
  at,
  everybody,
  FORBIDDEN,
  member,
  ofConsumer,
  ofIssuer,
  open,
  owner,
  people,
  type Row,
  row,
  service,
  signedIn,
  UNKNOWN,
  UNSEEN,
  viewer,
  withConsumer,
  withCredential,
} from "./access-rows.ts";

/** What needs no credential, and has one address. */
const OPEN = {
  "GET /healthz": 200,
  "GET /docs": 200,
  "GET /docs/problems": 200,
  "GET /v1/openapi.json": 200,
  "GET /v1/public/catalog": 404,
  "GET /.well-known/jwks.json": 200,
  "GET /.well-known/oauth-authorization-server": 200,
  "GET /oauth2/jwks": 200,
  "GET /oauth2/authorize": 400,
  "POST /oauth2/authorize": 400,
  "POST /oauth2/token": 400,
  "POST /oauth2/revoke": 400,
  "GET /.well-known/api-catalog": 200,
};

/** What is asked of the platform, of teams and of services. */
export const TEAM_ROWS: readonly Row[] = [
  ...Object.entries(OPEN).map(([route, status]) => row(route, open(status), at(route.split(" ")[1] ?? ""))),
  // This stage shows its catalogue only to people who have signed in.
  row("GET /v1/public/catalog/{service}", open(404), at("/v1/public/catalog/echo")),
  row("GET /v1/public/catalog/{service}/openapi.json", open(404), at("/v1/public/catalog/echo/openapi.json")),
  row("POST /v1/leaks", open(202), at("/v1/leaks", { items: [{ token: "nobody's" }] })),
  row("POST /v1/leaks/github", everybody(UNKNOWN), at("/v1/leaks/github", [])),
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

  row("GET /v1/issuers", signedIn(200), at("/v1/issuers")),
  row("GET /v1/issuers", viewer(200), at("/v1/issuers?team=acme"), "of a team"),
  row("GET /v1/issuers/{issuer}", viewer(200), ofIssuer()),
  row("PUT /v1/issuers/{issuer}", owner(200), ofIssuer({ teams: ["acme", "partners"] })),
  row("DELETE /v1/issuers/{issuer}", owner(409), ofIssuer()),

  row("POST /v1/services", owner(201), async () => ({ path: "/v1/services", body: service("acme") })),
  row("GET /v1/services", signedIn(200), at("/v1/services")),
  row("GET /v1/services", viewer(200), at("/v1/services?team=acme"), "of a team"),
  row("GET /v1/services", viewer(200), at("/v1/services?team=acme&q=a"), "of a team, with a word"),
  row("GET /v1/services/{service}", viewer(200), async (make) => ({
    path: `/v1/services/${(await make.service("acme")).slug}`,
  })),
  row("PATCH /v1/services/{service}", owner(200), async (make) => ({
    path: `/v1/services/${(await make.service("acme")).id}`,
    body: { summary: "New" },
  })),
  row(
    "GET /v1/services/{service}/tools",
    viewer(200),
    async (make) => ({
      path: `/v1/services/${(await make.service("acme", { visibility: "private" })).slug}/tools`,
    }),
    "private",
  ),
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
  row("GET /v1/consumers", viewer(200), at("/v1/consumers?team=acme&q=a"), "of a team, with a name"),
  ofConsumer("GET /v1/consumers/{consumer}", viewer(200)),
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
  ofConsumer("POST /v1/consumers/{consumer}/suspend", member(200)),
  ofConsumer("POST /v1/consumers/{consumer}/resume", member(200)),

  row("POST /v1/verify", viewer(200), async (make) => ({
    path: "/v1/verify",
    body: { service: (await make.service("acme")).slug, method: "GET", path: "/", headers: {} },
  })),

  row("GET /v1/plugins", signedIn(200), at("/v1/plugins")),
  ofConsumer("GET /v1/consumers/{consumer}/plugins", viewer(200)),
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
  ofConsumer("GET /v1/consumers/{consumer}/credentials", viewer(200)),
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
];
