import type { ServerResponse } from "node:http";
import { startServer } from "@latchkey/core/testing/loopback-server";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { sendRaw } from "../credentials/send-raw.fixture.ts";
import { byRsa, inAnHour, strangers, token } from "../credentials/tokens.fixture.ts";
import { freshName } from "../support/making.ts";
import { as, eventually } from "../support/management.ts";
import { type AnIssuer, ATTACKER, anIssuer, ownWorld, published, VICTIM } from "./issuers.fixture.ts";

/** Addresses that take a request and answer it when they are told to, or never. */
const startSilent = async () => {
  const waiting: ServerResponse[] = [];
  const server = await startServer((_request, response) => waiting.push(response));
  return { waiting, url: (path: string) => `${server.url}/${path}`, stop: server.stop };
};

const { world, nextIssuer } = ownWorld();
let idp: AnIssuer;
let silent: Awaited<ReturnType<typeof startSilent>>;
beforeAll(async () => {
  idp = await nextIssuer();
  silent = await startSilent();
});
afterAll(async () => {
  silent.stop();
});

const junk = (iss: string) =>
  token(
    { alg: "RS256", kid: freshName("kid") },
    { iss, sub: "x", exp: inAnHour() },
    byRsa(strangers.privateKey),
  );
const slow = async (team: string) => {
  const issuer = `https://${freshName("slow")}.example`;
  const { status } = await world().issue(team, { algorithm: "RS256", issuer, jwksUri: silent.url(issuer) });
  expect(status).toBe(201);
  return issuer;
};

describe("an issuer whose address never answers", () => {
  const PLANES: [string, (bearer: Record<string, string>) => Promise<{ status: number; code: unknown }>][] = [
    [
      "a call",
      async (headers) => {
        const { status, json } = await sendRaw(world().url("/x"), { headers });
        return { status, code: json.code };
      },
    ],
    [
      "the management API",
      async (headers) => {
        const { status, body } = await as(world().latchkey, headers)("GET", "/v1/me");
        return { status, code: body.code };
      },
    ],
    [
      "a verdict",
      async (headers) => {
        const call = { service: world().service, method: "GET", path: "/x", headers };
        const { status, body } = await world().root("POST", "/v1/verify", call);
        return { status, code: body.code };
      },
    ],
  ];
  it.each(PLANES)(
    "delays no caller that names it: %s is answered while it is still silent",
    async (_plane, ask) => {
      const issuer = await slow(VICTIM);
      expect(await ask({ authorization: `Bearer ${junk(issuer)}` })).toEqual({
        status: 503,
        code: "unavailable",
      });
      expect(silent.waiting.every((response) => !response.writableEnded)).toBe(true);
      expect((await world().call(idp.sign({ sub: "x" }))).status).toBe(401);
    },
  );

  it("has been asked from its registration on, so the first token holds once it has answered", async () => {
    const { name, jwk, sign, stop } = await anIssuer();
    const late = { algorithm: "RS256", issuer: name, jwksUri: silent.url("late") };
    const { consumer } = await world().issue(VICTIM, late);
    const asked = silent.waiting.filter(({ req }) => req.url === "/late");
    expect(asked).toHaveLength(1);
    asked[0]?.end(JSON.stringify({ keys: [jwk] }));
    await eventually(
      () => world().call(sign({ sub: "x" })),
      (answer) => answer.consumer === consumer.id,
    );
    expect(silent.waiting.filter(({ req }) => req.url === "/late")).toHaveLength(1);
    stop();
  });

  it("and others of its team use up one budget: then tokens are refused unfetched, and another team's are served", async () => {
    const good = await anIssuer();
    const { consumer } = await world().issue(VICTIM, published(good));
    const failing: string[] = [];
    for (let n = 0; n < 8; n += 1) {
      const issuer = `https://${freshName("dead")}.example`;
      failing.push(issuer);
      await world().issue(ATTACKER, { algorithm: "RS256", issuer, jwksUri: "http://127.0.0.1:9/jwks" });
    }
    // Each registration has tried once; the budget is five.
    const last = failing.at(-1) ?? "";
    expect((await world().call(junk(last))).status).toBe(401);
    expect((await world().call(good.sign({ sub: "x" }))).consumer).toBe(consumer.id);
    good.stop();
  });
});
