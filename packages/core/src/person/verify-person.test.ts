import { createServer, type Server } from "node:http";
import { exportJWK, generateKeyPair, type JWTPayload, SignJWT } from "jose";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createVerifyPerson, type VerifyPerson } from "./verify-person.ts";

const NOW = Date.parse("2026-03-01T12:00:00Z");
const SECONDS = NOW / 1000;
const CLI = "latchkey-cli";
const CLIENT = "1example23456789";
const SUB = "c3a4b8d2-1111-2222-3333-444455556666";

let server: Server;
let issuer: string;
let verify: VerifyPerson;
let privateKey: CryptoKey;

/** Answers what Cognito answers for a user pool: its configuration, and its keys below the same address. */
beforeAll(async () => {
  const keys = await generateKeyPair("RS256");
  privateKey = keys.privateKey;
  const jwk = { ...(await exportJWK(keys.publicKey)), kid: "one", alg: "RS256", use: "sig" };
  server = createServer((request, response) => {
    const body = request.url?.endsWith("/openid-configuration")
      ? { issuer, jwks_uri: `${issuer}/.well-known/jwks.json` }
      : { keys: [jwk] };
    response.setHeader("Content-Type", "application/json").end(JSON.stringify(body));
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("A TCP server has a port.");
  issuer = `http://127.0.0.1:${address.port}/eu-central-1_Example12`;
  verify = createVerifyPerson({ issuer, clientIds: [CLIENT, CLI] });
});
afterAll(() => server.close());

/** Amazon Cognito Developer Guide, "Understanding the identity (ID) token". */
const idToken = (): JWTPayload => ({
  sub: SUB,
  email_verified: true,
  iss: issuer,
  "cognito:username": SUB,
  origin_jti: "aaaaaaaa-0000-0000-0000-000000000001",
  aud: CLIENT,
  event_id: "aaaaaaaa-0000-0000-0000-000000000002",
  token_use: "id",
  auth_time: SECONDS - 60,
  exp: SECONDS + 840,
  iat: SECONDS - 60,
  jti: "aaaaaaaa-0000-0000-0000-000000000003",
  email: "Jane@Example.com",
});

/** The same, "Understanding the access token": it names a client, but no audience and no address. */
const accessToken = (): JWTPayload => ({
  sub: SUB,
  iss: issuer,
  version: 2,
  client_id: CLIENT,
  origin_jti: "aaaaaaaa-0000-0000-0000-000000000001",
  token_use: "access",
  scope: "openid profile email",
  auth_time: SECONDS - 60,
  exp: SECONDS + 840,
  iat: SECONDS - 60,
  jti: "aaaaaaaa-0000-0000-0000-000000000004",
  username: SUB,
});

const sign = (claims: JWTPayload, type: { typ?: string } = {}) =>
  new SignJWT(claims).setProtectedHeader({ alg: "RS256", kid: "one", ...type }).sign(privateKey);

describe("a token of a Cognito user pool", () => {
  const without = (claim: string) =>
    Object.fromEntries(Object.entries(idToken()).filter(([name]) => name !== claim));

  it.each<[string, () => JWTPayload]>([
    ["whose address is not verified", () => ({ ...idToken(), email_verified: false })],
    ["without an address", () => without("email")],
    [
      "whose address would lower-case to another one's",
      () => ({ ...idToken(), email: "\u212aate@example.com" }),
    ],
    [
      "whose address breaks a line",
      () => ({ ...idToken(), email: "jane@example.com\r\nBcc: x@example.com" }),
    ],
    ["whose address is two", () => ({ ...idToken(), email: "jane@example.com,x@example.com" })],
    ["for another client of the pool", () => ({ ...idToken(), aud: "another" })],
    ["of another pool, signed with the same key", () => ({ ...idToken(), iss: `${issuer}3` })],
    ["that has ended", () => ({ ...idToken(), exp: SECONDS - 61 })],
    ["without an end", () => without("exp")],
    ["without a subject", () => without("sub")],
  ])("identifies no person: %s", async (_, claims) => {
    expect(await verify(await sign(claims()), NOW)).toBeUndefined();
  });

  it("identifies no person when it is an access token, which has no address", async () => {
    expect(await verify(await sign(accessToken()), NOW)).toBeUndefined();
  });

  it("identifies no person when another key has signed it", async () => {
    const other = await generateKeyPair("RS256");
    const forged = new SignJWT(idToken()).setProtectedHeader({ alg: "RS256", kid: "one" });
    expect(await verify(await forged.sign(other.privateKey), NOW)).toBeUndefined();
  });

  it.each(["logout+jwt", "secevent+jwt", "dpop+jwt"])("identifies no person when it is a %s", async (typ) => {
    expect(await verify(await sign(idToken(), { typ }), NOW)).toBeUndefined();
  });

  it.each(["JWT", "at+jwt", "application/at+jwt"])("may say that it is a %s", async (typ) => {
    expect(await verify(await sign(idToken(), { typ }), NOW)).toBeDefined();
  });

  it("is of the person whom the pool knows by its subject, and whose address is proved", async () => {
    const person = { id: `${issuer}#${SUB}`, email: "jane@example.com" };
    expect(await verify(await sign(idToken()), NOW)).toEqual(person);
  });
});

describe("a token that was given to another client", () => {
  const OTHER = "another-client";
  const withAddress = () => ({ ...accessToken(), email: "jane@example.com", email_verified: true });

  it.each<[string, () => object]>([
    ["for two audiences, and says not to whom", () => ({ ...idToken(), aud: [CLIENT, OTHER] })],
    ["for two audiences, given to the other", () => ({ ...idToken(), aud: [CLIENT, OTHER], azp: OTHER })],
    ["for two audiences, ours last", () => ({ ...idToken(), aud: [OTHER, CLIENT], azp: OTHER })],
    ["for us twice, and says not to whom", () => ({ ...idToken(), aud: [CLIENT, CLIENT] })],
    ["for us and for something that is no text", () => ({ ...idToken(), aud: [CLIENT, 7] })],
    ["for us alone, given to the other", () => ({ ...idToken(), azp: OTHER })],
    ["for us in a list, given to the other", () => ({ ...idToken(), aud: [CLIENT], azp: OTHER })],
    ["given to nobody", () => ({ ...idToken(), azp: "" })],
    ["given to null", () => ({ ...idToken(), azp: null })],
    ["given to a list with us", () => ({ ...idToken(), azp: [CLIENT] })],
    ["given to an object", () => ({ ...idToken(), azp: { 0: CLIENT } })],
    ["given to us in capitals", () => ({ ...idToken(), azp: CLIENT.toUpperCase() })],
    ["given to us and a blank", () => ({ ...idToken(), azp: `${CLIENT} ` })],
    ["whose client is the other", () => ({ ...idToken(), client_id: OTHER })],
    ["whose client is a list with us", () => ({ ...idToken(), client_id: [CLIENT] })],
    ["for no audience in a list", () => ({ ...withAddress(), aud: [] })],
    ["for no audience by name", () => ({ ...withAddress(), aud: "" })],
    ["for an audience that is null", () => ({ ...withAddress(), aud: null })],
    ["for an audience in a list in a list", () => ({ ...idToken(), aud: [[CLIENT]] })],
    ["to access, of the other client", () => ({ ...withAddress(), client_id: OTHER })],
    ["to access, of our client, given to the other", () => ({ ...withAddress(), azp: OTHER })],
    ["to access, of no client, given to us", () => ({ ...withAddress(), client_id: undefined, azp: CLIENT })],
    ["to access us, of the other client", () => ({ ...withAddress(), aud: CLIENT, client_id: OTHER })],
  ])("identifies no person: %s", async (_, claims) => {
    expect(await verify(await sign(claims() as JWTPayload), NOW)).toBeUndefined();
  });

  it.each<[string, () => JWTPayload]>([
    ["one audience", () => idToken()],
    ["one audience in a list", () => ({ ...idToken(), aud: [CLIENT] })],
    ["several audiences, given to us", () => ({ ...idToken(), aud: [OTHER, CLIENT], azp: CLIENT })],
    ["one audience, given to us", () => ({ ...idToken(), azp: CLIENT })],
    ["no audience, of our client", () => withAddress()],
    ["one audience, of our client", () => ({ ...withAddress(), aud: CLIENT, azp: CLIENT })],
  ])("is no credential of Latchkey: %s", async (_, claims) => {
    expect(await verify(await sign(claims()), NOW)).toMatchObject({ email: "jane@example.com" });
  });
});

describe("an issuer that says something else", () => {
  it("is not believed: its configuration has to name the issuer that was configured", async () => {
    const verifyOther = createVerifyPerson({ issuer: `${issuer}/`, clientIds: [CLIENT, CLI] });
    await expect(verifyOther(await sign(idToken()), NOW)).rejects.toThrow("configuration cannot be read");
  });
});
