import { describe, expect, it } from "vitest";
import {
  type AnIssuer,
  ATTACKER,
  anIssuer,
  aSecret,
  ownWorld,
  published,
  VICTIM,
} from "./issuers.fixture.ts";

const { world, nextIssuer } = ownWorld({ LATCHKEY_REVOCATION_SECONDS: "1" });

describe("an issuer with public keys", () => {
  const FORMS: [string, (of: AnIssuer) => object][] = [
    ["the same address of keys", ({ jwksUri }) => ({ jwksUri })],
    ["the same address, written otherwise", ({ jwksUri }) => ({ jwksUri: `${jwksUri}?x=1` })],
    ["an address of its own", () => ({ jwksUri: "http://127.0.0.1:9/mine" })],
    ["the issuer's key in PEM", ({ pem }) => ({ publicKey: pem })],
    ["the issuer's key as a JWK", ({ jwk }) => ({ publicKey: { kty: jwk.kty, n: jwk.n, e: jwk.e } })],
    ["an exact subject", ({ jwksUri }) => ({ jwksUri, subject: "worker-7" })],
    ["a subject that no credential has claimed", ({ jwksUri }) => ({ jwksUri, subject: "worker-9" })],
    ["another claim", ({ jwksUri }) => ({ jwksUri, subjectClaim: "azp" })],
    ["the claim key", ({ jwksUri }) => ({ jwksUri, subjectClaim: "key", subject: "k" })],
    ["another audience", ({ jwksUri }) => ({ jwksUri, audience: "elsewhere" })],
    ["another algorithm", ({ jwksUri }) => ({ jwksUri, algorithm: "ES256" })],
    ["a place of its own", ({ jwksUri }) => ({ jwksUri, in: [{ where: "header", name: "X-T" }] })],
    ["an end", ({ jwksUri }) => ({ jwksUri, expiresAt: "2030-01-01T00:00:00Z" })],
  ];
  it.each(FORMS)("belongs to the team that names it first: not had with %s", async (_form, fields) => {
    const of = await nextIssuer();
    const first = await world().issue(VICTIM, published(of));
    expect(first.status).toBe(201);
    const second = await world().issue(ATTACKER, { algorithm: "RS256", issuer: of.name, ...fields(of) });
    expect([second.status, second.code]).toEqual([409, "issuer-taken"]);
    expect((await world().call(of.sign({ sub: "worker-7" }))).consumer).toBe(first.consumer.id);
  });

  it("is not had by a change of a credential that has another, by its address or out of a secret", async () => {
    const of = await nextIssuer();
    const own = await anIssuer();
    await world().issue(VICTIM, published(of));
    const mine = await world().issue(ATTACKER, published(own));
    const secret = await world().issue(ATTACKER, {
      algorithm: "HS256",
      issuer: of.name,
      secret: aSecret("a"),
    });
    expect([mine.status, secret.status]).toEqual([201, 201]);
    for (const [path, patch] of [
      [mine.path, { issuer: of.name }],
      [mine.path, { issuer: of.name, jwksUri: of.jwksUri }],
      [secret.path, { algorithm: "RS256", jwksUri: of.jwksUri }],
      [secret.path, { algorithm: "RS256", publicKey: of.pem }],
    ] as const) {
      const { status, body } = await world().attacker("PATCH", path, patch);
      expect([status, body.code]).toEqual([409, "issuer-taken"]);
    }
    expect((await world().attacker("PATCH", mine.path, { jwksUri: of.jwksUri })).status).toBe(200);
    expect((await world().call(of.sign({ sub: "x" }))).consumer).not.toBe(mine.consumer.id);
    own.stop();
  });

  it("is one team's however many ask for it in the same moment", async () => {
    const of = await nextIssuer();
    const [consumers, teams] = [
      await Promise.all([0, 1, 2, 3].map(() => world().consumerOf(VICTIM))),
      [VICTIM, ATTACKER],
    ];
    const others = await Promise.all([0, 1, 2, 3].map(() => world().consumerOf(ATTACKER)));
    const answers = await Promise.all(
      [...consumers, ...others].map(({ id }, index) =>
        world().root("POST", `/v1/consumers/${id}/credentials`, {
          name: "k",
          type: "jwt",
          ...published(of, { subject: `s-${index}` }),
        }),
      ),
    );
    const owner = (await world().root("GET", of.path)).body.team;
    expect(teams).toContain(owner);
    expect(answers.map(({ status }) => status)).toEqual(
      [...consumers, ...others].map((_, index) => ((index < 4 ? VICTIM : ATTACKER) === owner ? 201 : 409)),
    );
  });

  it("is taken by no shared secret, which is never refused for one", async () => {
    const of = await nextIssuer();
    const secret = await world().issue(ATTACKER, {
      algorithm: "HS256",
      issuer: of.name,
      secret: aSecret("a"),
    });
    expect(secret.status).toBe(201);
    expect((await world().root("GET", of.path)).status).toBe(404);
    expect((await world().issue(VICTIM, published(of))).status).toBe(201);
    const more = await world().issue(ATTACKER, {
      algorithm: "HS256",
      issuer: of.name,
      subject: "s",
      secret: aSecret("b"),
    });
    expect(more.status).toBe(201);
  });

  it("may be the key itself, where tokens name no issuer", async () => {
    const of = await nextIssuer();
    const keyed = (subject: string) => ({
      algorithm: "RS256",
      subjectClaim: "key",
      subject,
      publicKey: of.pem,
    });
    const first = await world().issue(VICTIM, keyed("worker-7"));
    const other = await world().issue(ATTACKER, keyed("worker-9"));
    expect([first.status, other.status, other.code]).toEqual([201, 409, "issuer-taken"]);
    const asJwk = { ...keyed("worker-9"), publicKey: { kty: of.jwk.kty, n: of.jwk.n, e: of.jwk.e } };
    expect((await world().issue(ATTACKER, asJwk)).code).toBe("issuer-taken");
    const nameless = of.sign({ iss: undefined, key: "worker-7" });
    expect((await world().call(nameless)).consumer).toBe(first.consumer.id);
    expect((await world().call(of.sign({ key: "worker-7" }))).status).toBe(401);
    const { body } = await world().victim("GET", `/v1/issuers?team=${VICTIM}&limit=200`);
    const names = body.items.map(({ issuer }: { issuer: string }) => issuer);
    expect(names).toContainEqual(
      expect.stringMatching(/^urn:ietf:params:oauth:jwk-thumbprint:sha-256:[\w-]{43}$/),
    );
  });
});
