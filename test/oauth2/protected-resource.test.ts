import {
  allowInsecureRequests,
  processResourceDiscoveryResponse,
  resourceDiscoveryRequest,
} from "oauth4webapi";
import { beforeAll, describe, expect, it } from "vitest";
import { lastingHeaders } from "../support/lasting-headers.ts";
import { freshName, making } from "../support/making.ts";
import { asRoot } from "../support/management.ts";
import type { Stage } from "../support/running-latchkey.ts";
import { sharedLatchkey } from "../support/shared-latchkey.ts";

let latchkey: Stage;
const slugs = { published: "", draft: "", unknown: freshName("no-service") };
beforeAll(async () => {
  latchkey = await sharedLatchkey();
  const make = making(asRoot(latchkey));
  const { slug: team } = await make.team();
  slugs.published = (await make.service(team)).slug;
  slugs.draft = (await make.service(team, { status: "draft" })).slug;
});

const METADATA = "/.well-known/oauth-protected-resource";
const read = (end: string, init: RequestInit = {}) => fetch(`${latchkey.gateway}${METADATA}${end}`, init);

const told = ({ status, headers }: Response) => ({
  status,
  headers: lastingHeaders(headers),
});

describe("the metadata of protected resources (RFC 9728)", () => {
  it("tells of no service whether it exists", async () => {
    const answers = await Promise.all(
      Object.values(slugs).map(async (slug) => {
        const answer = await read(`/${slug}`);
        const length = answer.headers.get("content-length");
        expect(length).toBe(String((await answer.clone().text()).length));
        const { headers, status } = told(answer);
        return {
          status,
          headers: { ...headers, "content-length": Number(length) - slug.length },
          text: (await answer.text()).replace(slug, "SLUG"),
        };
      }),
    );
    expect(answers[0]?.status).toBe(200);
    expect(answers[1]).toEqual(answers[0]);
    expect(answers[2]).toEqual(answers[0]);
  });

  it.each(["/No-Slug", "/-", `/${"a".repeat(64)}`, "/%22"])("is 404 for what is no slug: %s", async (end) => {
    const answer = await read(end);
    expect([answer.status, await answer.json()]).toMatchObject([404, { code: "not-found" }]);
  });

  it("is what a client finds by the resource's address alone", async () => {
    for (const end of ["", `/${slugs.published}`]) {
      const resource = new URL(`${latchkey.gateway}${end}`);
      const answer = await resourceDiscoveryRequest(resource, { [allowInsecureRequests]: true });
      expect(await processResourceDiscoveryResponse(resource, answer)).toEqual({
        resource: `${latchkey.gateway}${end}`,
        authorization_servers: [latchkey.control],
        bearer_methods_supported: ["header"],
      });
    }
  });

  it("is answered to HEAD as to GET, and for no other method", async () => {
    for (const end of ["", "/", `/${slugs.published}`]) {
      expect(told(await read(end, { method: "HEAD" }))).toEqual(told(await read(end)));
      for (const method of ["POST", "PUT", "PATCH", "DELETE"])
        expect((await read(end, { method })).status).toBe(404);
    }
  });

  it("may be read by the portal's scripts, as every answer of the gateway", async () => {
    for (const origin of [latchkey.control, "https://elsewhere.test"]) {
      const allowed = origin === latchkey.control ? origin : null;
      const headers = { Origin: origin, "Access-Control-Request-Method": "GET" };
      const preflight = await read("", { method: "OPTIONS", headers });
      expect([preflight.status, preflight.headers.get("access-control-allow-origin")]).toEqual([
        204,
        allowed,
      ]);
      expect((await read("", { headers })).headers.get("access-control-allow-origin")).toBe(allowed);
    }
  });
});

describe("a call without a credential that holds", () => {
  it.each([
    ["none", {}],
    ["an unknown key", { "X-API-Key": "lk_unknown" }],
    ["a token of nobody", { Authorization: "Bearer eyJhbGciOiJFUzI1NiJ9.e30.c2ln" }],
    ["a wrong password", { Authorization: "Basic YTpi" }],
  ])("is told first where tokens come from: %s", async (_what, headers: Record<string, string>) => {
    for (const slug of Object.values(slugs)) {
      const answer = await fetch(`${latchkey.gateway}/${slug}/x`, { headers });
      const challenge = `Bearer realm="latchkey", resource_metadata="${latchkey.gateway}${METADATA}", Basic realm=`;
      expect(answer.status).toBe(401);
      expect(answer.headers.get("www-authenticate")?.slice(0, challenge.length)).toBe(challenge);
    }
  });

  it("may read that from the portal", async () => {
    const answer = await fetch(`${latchkey.gateway}/${slugs.published}/x`, {
      headers: { Origin: latchkey.control },
    });
    expect(answer.headers.get("access-control-allow-origin")).toBe(latchkey.control);
    expect(answer.headers.get("access-control-expose-headers")).toContain("WWW-Authenticate");
  });
});
