import { beforeAll, describe, expect, it } from "vitest";
import { freshName } from "../support/making.ts";
import { as, eventually } from "../support/management.ts";
import { IN_THE_WAY, SECRET, shared } from "./in-the-way.fixture.ts";
import {
  type AnIssuer,
  ATTACKER,
  aSecret,
  bySecret,
  type Issued,
  ownWorld,
  published,
  VICTIM,
} from "./issuers.fixture.ts";

const { world, nextIssuer } = ownWorld({ LATCHKEY_REVOCATION_SECONDS: "1" });
let idp: AnIssuer;
beforeAll(async () => {
  idp = await nextIssuer();
});

const anIss = () => `https://${freshName("shared")}.example`;
const refused = async ({ consumer }: Issued, reason: string) =>
  eventually(
    () => world().root("GET", `/v1/consumers/${consumer.id}/refusals`),
    ({ body }) => body.items.some((item: { reason: string }) => item.reason === reason),
  );

describe("a token that one team's credential proves", () => {
  it.each(Object.keys(IN_THE_WAY))("goes through as its consumer beside %s", async (what) => {
    const issuer = anIss();
    const own = await world().issue(VICTIM, shared(issuer));
    const claims = { iss: issuer, sub: "s", client_id: "s", azp: "s", appid: "s", key: "s" };
    await IN_THE_WAY[what]?.(world(), issuer, idp);
    expect(await world().call(bySecret(SECRET, claims))).toEqual({ status: 200, consumer: own.consumer.id });
  });

  it("goes through where others were first with junk: a turn for each team, and the secret decides", async () => {
    const issuer = anIss();
    for (let n = 0; n < 8; n += 1) {
      const { slug } = await world().make.team();
      await world().issue(slug, shared(issuer, { subject: "s", secret: aSecret(slug) }));
      await world().issue(slug, shared(issuer, { secret: aSecret(slug) }));
    }
    const own = await world().issue(VICTIM, shared(issuer, { subject: "s" }));
    expect((await world().call(bySecret(SECRET, { iss: issuer, sub: "s" }))).consumer).toBe(own.consumer.id);
  });

  it("is the one of the exact subject, where its team has one for any", async () => {
    const any = await world().issue(VICTIM, published(idp));
    const exact = await world().issue(VICTIM, published(idp, { subject: "worker-7" }));
    expect((await world().call(idp.sign({ sub: "worker-7" }))).consumer).toBe(exact.consumer.id);
    expect((await world().call(idp.sign({ sub: "worker-8" }))).consumer).toBe(any.consumer.id);
    expect((await world().call(idp.sign({}))).consumer).toBe(any.consumer.id);
    await world().victim("PATCH", exact.path, { status: "disabled" });
    await eventually(
      () => world().call(idp.sign({ sub: "worker-7" })),
      ({ consumer }) => consumer === any.consumer.id,
    );
  });

  const CLAIMS: [string, object][] = [
    ["a number for its subject", { sub: 7 }],
    ["a list for its subject", { sub: ["worker-8"] }],
    ["an object for its subject", { sub: { worker: 8 } }],
    ["null for its subject", { sub: null }],
    ["true for its subject", { sub: true }],
    ["an empty text for its subject, and a list for its issuer", { sub: "", iss: ["x"] }],
    ["a list for its issuer", { sub: "worker-8", iss: [1] }],
    ["a number for its issuer", { sub: "worker-8", iss: 1 }],
  ];
  it.each(CLAIMS)("is of no consumer with %s", async (_what, claims) => {
    expect(await world().call(idp.sign(claims))).toEqual({ status: 401 });
  });
});

describe("a token that two consumers' credentials prove", () => {
  const PAIRS: [string, string, object, string, object][] = [
    ["of two teams that share a secret", VICTIM, {}, ATTACKER, {}],
    ["of two teams, one of them for exactly its subject", VICTIM, {}, ATTACKER, { subject: "s" }],
    ["of two teams, each for exactly its subject", VICTIM, { subject: "s" }, ATTACKER, { subject: "s" }],
    ["of one team by two claims", VICTIM, { subject: "s" }, VICTIM, { subjectClaim: "azp", subject: "a" }],
    ["of one team for any of two claims", VICTIM, {}, VICTIM, { subjectClaim: "azp" }],
  ];
  it.each(PAIRS)(
    "identifies neither consumer: %s, and both are informed",
    async (_what, team, first, otherTeam, other) => {
      const issuer = anIss();
      const one = await world().issue(team, shared(issuer, first));
      const two = await world().issue(otherTeam, shared(issuer, other));
      const jwt = () => bySecret(SECRET, { iss: issuer, sub: "s", azp: "a", jti: freshName("j") });
      expect((await world().call(jwt())).status).toBe(401);
      await refused(one, "ambiguous-token");
      await refused(two, "ambiguous-token");
      await world().root("PATCH", two.path, { status: "disabled" });
      await eventually(
        () => world().call(jwt()),
        ({ consumer }) => consumer === one.consumer.id,
      );
    },
  );
});

describe("on the other planes too", () => {
  it("a token is its own consumer's for the management API and for POST /v1/verify", async () => {
    const issuer = anIss();
    const own = await world().issue(VICTIM, shared(issuer));
    const junk = await world().issue(ATTACKER, shared(issuer, { subject: "s", secret: aSecret("junk") }));
    for (const { consumer } of [own, junk]) await world().make.subscription(consumer, "latchkey");
    const jwt = bySecret(SECRET, { iss: issuer, sub: "s" });
    const me = await as(world().latchkey, { Authorization: `Bearer ${jwt}` })("GET", "/v1/me");
    expect(JSON.stringify(me.body)).toContain(own.consumer.id);
    const { body } = await world().root("POST", "/v1/verify", {
      service: world().service,
      method: "GET",
      path: "/",
      headers: { authorization: `Bearer ${jwt}` },
    });
    expect(body).toMatchObject({ allowed: true, consumer: own.consumer.id });
  });
});
