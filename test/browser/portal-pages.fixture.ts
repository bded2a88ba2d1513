import { asPerson, asRoot } from "../support/management.ts";
import { PEOPLE } from "../support/portal-page.ts";
import type { Stage } from "../support/running-latchkey.ts";

/** The paths of the portal, for each of the demo's people. */
export type Pages = Record<keyof typeof PEOPLE, string[]>;

const DEPUTY = "deputy@demo.test";

/** Makes something of everything that pages show, and answers where it is to be seen. */
export const makePages = async (latchkey: Stage): Promise<Pages> => {
  const root = asRoot(latchkey);
  const developer = await asPerson(latchkey, PEOPLE.developer);
  const provider = await asPerson(latchkey, PEOPLE.provider);
  await provider("PATCH", "/v1/services/echo", {
    description:
      "# Echo\n\nAnswers with **what** reached it.\n\n```\ncurl\n```\n\n[more](https://example.com)",
    plans: [{ name: "free", title: "Free", limits: { "rate-limit": { count: 10, periodSeconds: 60 } } }],
    approvalRules: [{ emailDomains: ["corp.test"], decision: "approve" }],
    scopes: [{ name: "read", methods: ["GET"] }],
    openapi: {
      openapi: "3.1.0",
      info: { title: "Echo", version: "1" },
      paths: { "/hello": { get: { summary: "Say hello", responses: { "200": { description: "ok" } } } } },
    },
  });
  const id = (await developer("POST", "/v1/consumers", { name: "shop", team: "apps" })).body.id;
  const credentials = `/v1/consumers/${id}/credentials`;
  const expiresAt = new Date(Date.now() + 5 * 86_400_000).toISOString();
  const key = (await developer("POST", credentials, { name: "ci", type: "api-key", expiresAt })).body;
  await developer("POST", `${credentials}/${key.credential.id}/rotate`, { overlapSeconds: 3600 });
  const apply = async (service: string, plan?: string) =>
    (await developer("POST", `/v1/consumers/${id}/subscriptions`, { service, ...(plan ? { plan } : {}) }))
      .body.id;
  const pending = await apply("echo", "free");
  const rejected = await apply("haiku");
  await provider("POST", `/v1/subscriptions/${rejected}/reject`, { reason: "Not now." });
  await root("PUT", `/v1/teams/demo/members/${DEPUTY}`, { role: "member" });
  await provider("PUT", "/v1/me/delegate", { email: DEPUTY, until: expiresAt });
  const offered = (await root("POST", "/v1/consumers", { name: "offered", team: "demo" })).body;
  await root("POST", `/v1/consumers/${offered.id}/transfer`, { team: "apps", confirm: "offered" });
  return {
    developer: [
      "/catalog",
      "/catalog?q=nothing-fits-this",
      "/catalog/echo",
      "/catalog/echo?tab=plans",
      "/catalog/echo?tab=reference",
      "/catalog/unknown",
      "/consumers",
      `/consumers/${id}/basics`,
      `/consumers/${id}/credentials`,
      `/consumers/${id}/subscriptions`,
      `/consumers/${id}/limits`,
      `/consumers/${id}/plugins`,
      `/consumers/${id}/usage`,
      `/consumers/${id}/refusals`,
      `/consumers/${id}/history`,
      "/usage",
      `/subscriptions/${pending}`,
      `/subscriptions/${rejected}`,
      "/services",
      "/decisions",
      "/teams",
      "/teams/apps/members",
      "/teams/apps/settings",
      "/teams/apps/webhooks",
      "/teams/apps/audit",
      "/nothing-here",
    ],
    provider: [
      `/consumers/${offered.id}/basics`,
      "/services",
      "/teams/demo/audit",
      "/services/echo/settings",
      "/services/echo/plans",
      "/services/echo/subscribers",
      "/services/echo/usage",
      "/services/haiku/settings",
      "/services/haiku/plans",
      "/services/haiku/costs",
      "/decisions",
      "/delegate",
      `/subscriptions/${pending}`,
    ],
    admin: ["/catalog", "/people", "/dead-letters", "/decisions", "/teams", "/teams/apps/settings"],
  };
};
