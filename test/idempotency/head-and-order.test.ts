import { beforeAll, describe, expect, it } from "vitest";
import { lastingHeaders } from "../support/lasting-headers.ts";
import { ownLatchkey } from "../support/own-latchkey.ts";

const { latchkey, root, make } = ownLatchkey({}, { red: ["owner@x.test"], blue: ["owner@x.test"] });
let consumer: { id: string; name: string };
beforeAll(async () => {
  consumer = await make.consumer("red");
});

describe("HEAD", () => {
  const PAGES = ["/healthz", "/docs", "/docs/problems", "/v1/openapi.json", "/.well-known/jwks.json"];
  const REFUSED = ["/v1/teams/nothing", "/v1/consumers?limit=0", "/approvals/none", "/invitations/none"];
  const told = ({ status, headers }: { status: number; headers: Headers }) => ({
    status,
    headers: lastingHeaders(headers),
  });

  it("is answered as GET is, with the same headers and no body, wherever GET is", async () => {
    const { slug } = await make.service("red");
    const resources = ["/v1/teams/red", `/v1/services/${slug}`, `/v1/consumers/${consumer.id}`];
    const lists = ["/v1/teams", "/v1/services", "/v1/catalog", "/v1/me", "/v1/plugins", "/v1/audit?team=red"];
    const paths = [...PAGES, ...resources, ...lists, "/"];
    for (const path of [...paths, ...REFUSED]) {
      const head = await root("HEAD", path);
      const got = told(await root("GET", path));
      // A problem has the request's id in it, which is of one length.
      expect({ path, ...told(head) }).toEqual({ path, ...got });
      expect(head.body).toBe("");
    }
    const health = (method: string) => fetch(`${latchkey().gateway}/healthz`, { method });
    expect(told(await health("HEAD"))).toEqual(told(await health("GET")));
  });

  it("needs a credential where GET does, and heeds If-None-Match", async () => {
    expect((await fetch(`${latchkey().control}/v1/teams`, { method: "HEAD" })).status).toBe(401);
    const tag = (await root("GET", "/v1/teams/red")).headers.get("etag") ?? "";
    const answer = await root("HEAD", "/v1/teams/red", undefined, { "If-None-Match": tag });
    expect(answer.status).toBe(304);
  });

  it("stands in Allow beside GET", async () => {
    const { status, headers } = await root("DELETE", "/v1/plugins");
    expect([status, headers.get("allow")]).toEqual([405, "GET, HEAD"]);
  });
});

describe("an answer", () => {
  it("has its members in one order, made just now or read again", async () => {
    const upstream = "http://127.0.0.1:9";
    const posted = [
      await root("POST", "/v1/services", {
        upstream: { timeoutSeconds: 3, url: upstream },
        tags: ["b", "a"],
        plans: [{ title: "Big", name: "big", limits: { quota: { period: "day", count: 5 } } }],
        kind: "rest",
        team: "red",
        name: "Ordered",
        slug: "ordered",
      }),
      await root("POST", "/v1/consumers", { team: "red", labels: { z: "1", a: "2" }, name: "ordered" }),
      await root("POST", "/v1/teams/red/webhooks", { events: ["consumer.created"], url: `${upstream}/h` }),
    ];
    const places = ["/v1/services/", "/v1/consumers/", "/v1/teams/red/webhooks/"];
    for (const [index, { status, body }] of posted.entries()) {
      expect(status).toBe(201);
      const { secret: _once, ...resource } = body;
      const read = await root("GET", `${places[index]}${body.id}`);
      expect(JSON.stringify(read.body)).toBe(JSON.stringify(resource));
    }
    const path = `/v1/consumers/${consumer.id}/credentials`;
    const { body } = await root("POST", path, { scopes: ["x"], type: "basic", name: "ordered" });
    const read = await root("GET", `${path}/${body.credential.id}`);
    expect(JSON.stringify(read.body)).toBe(JSON.stringify(body.credential));
  });
});
