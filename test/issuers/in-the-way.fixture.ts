import { type AnIssuer, ATTACKER, aSecret, VICTIM, type World } from "./issuers.fixture.ts";

export const SECRET = aSecret("the-victim");
const JUNK = aSecret("junk");

export const shared = (issuer: string, more: object = {}) => ({
  algorithm: "HS256",
  issuer,
  secret: SECRET,
  ...more,
});

type Stand = (world: World, issuer: string, idp: AnIssuer) => Promise<unknown>;

const CLAIMS = ["sub", "client_id", "azp", "appid", "key"] as const;

const junkFor =
  (subjectClaim: string): Stand =>
  (world, issuer) =>
    world.issue(ATTACKER, shared(issuer, { subjectClaim, subject: "s", secret: JUNK }));

const attackers =
  (fields: object): Stand =>
  (world, issuer) =>
    world.issue(ATTACKER, shared(issuer, { subject: "s", ...fields }));

/** What another team, or the same one, has in the way of a token that the victim's credential for any subject proves. */
export const IN_THE_WAY: Record<string, Stand> = {
  ...Object.fromEntries(
    CLAIMS.map((claim) => [`another team's junk secret for exactly its ${claim}`, junkFor(claim)]),
  ),
  "another team's junk secrets for each claim, exact and any": async (world, issuer) => {
    for (const subjectClaim of CLAIMS)
      for (const subject of ["s", undefined])
        await world.issue(ATTACKER, shared(issuer, { subjectClaim, subject, secret: JUNK }));
  },
  "a disabled one of its own team, for exactly the subject": async (world, issuer) => {
    const { path } = await world.issue(VICTIM, shared(issuer, { subject: "s" }));
    await world.victim("PATCH", path, { status: "disabled" });
  },
  "a disabled one of another team, with the same secret": async (world, issuer) => {
    const { path } = await world.issue(ATTACKER, shared(issuer, { subject: "s" }));
    await world.attacker("PATCH", path, { status: "disabled" });
  },
  "one of a suspended consumer, for exactly the subject": async (world, issuer) => {
    const { consumer } = await world.issue(VICTIM, shared(issuer, { subject: "s" }));
    await world.victim("POST", `/v1/consumers/${consumer.id}/suspend`);
  },
  "one of a deleted consumer, for exactly the subject": async (world, issuer) => {
    const { consumer } = await world.issue(VICTIM, shared(issuer, { subject: "s" }));
    await world.victim("DELETE", `/v1/consumers/${consumer.id}?confirm=${consumer.name}`);
  },
  "one of a suspended team, with the same secret": async (world, issuer) => {
    const { slug } = await world.make.team();
    await world.issue(slug, shared(issuer, { subject: "s" }));
    await world.root("POST", `/v1/teams/${slug}/suspend`);
  },
  "one for another audience": attackers({ audience: "b" }),
  "one that allows only short tokens": (world, issuer) =>
    world.issue(VICTIM, shared(issuer, { subject: "s", maxLifetimeSeconds: 60 })),
  "one that stands elsewhere": attackers({ in: [{ where: "header", name: "X-T" }] }),
  "one of another algorithm": attackers({ algorithm: "HS384", secret: `${SECRET}-and-sixteen-more` }),
  "one with public keys of the same issuer": (world, issuer, { jwksUri }) =>
    world.issue(ATTACKER, { algorithm: "RS256", issuer, subject: "s", jwksUri }),
};
