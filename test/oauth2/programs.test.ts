import * as oauth from "oauth4webapi";
import * as openid from "openid-client";
import { beforeAll, describe, expect, it } from "vitest";
import { type Client, calledByClients, PUBLIC_PEM, privateKey } from "./oauth2.fixture.ts";

const { called, clients } = calledByClients();
let secret: Client;
let keyed: Client;
let key: CryptoKey;
beforeAll(async () => {
  [secret, keyed] = await Promise.all([clients().client(), clients().client({ publicKey: PUBLIC_PEM })]);
  const pkcs8 = privateKey.export({ format: "der", type: "pkcs8" });
  key = await crypto.subtle.importKey("pkcs8", pkcs8, { name: "ECDSA", namedCurve: "P-256" }, false, [
    "sign",
  ]);
});

/** This machine speaks plain http: all that is special here. */
const loopback = { [oauth.allowInsecureRequests]: true };

describe("oauth4webapi", () => {
  const discovered = async () => {
    const issuer = new URL(called().latchkey.control);
    const answer = await oauth.discoveryRequest(issuer, { algorithm: "oauth2", ...loopback });
    return oauth.processDiscoveryResponse(issuer, answer);
  };

  it.each([
    ["Basic", () => [secret, oauth.ClientSecretBasic(secret.password)] as const],
    ["the body", () => [secret, oauth.ClientSecretPost(secret.password)] as const],
    ["private_key_jwt", () => [keyed, oauth.PrivateKeyJwt(key)] as const],
  ])("gets a token by %s, calls with it, and revokes it", async (_way, made) => {
    const [client, authentication] = made();
    const server = await discovered();
    const named = { client_id: client.id };
    const parameters = new URLSearchParams({ resource: called().url() });
    const answer = await oauth.clientCredentialsGrantRequest(
      server,
      named,
      authentication,
      parameters,
      loopback,
    );
    const token = await oauth.processClientCredentialsResponse(server, named, answer);
    const called_ = await oauth.protectedResourceRequest(
      token.access_token,
      "GET",
      new URL(called().url()),
      undefined,
      undefined,
      loopback,
    );
    expect(called_.status).toBe(200);
    const request = new Request(called().url(), {
      headers: { authorization: `Bearer ${token.access_token}` },
    });
    const claims = await oauth.validateJwtAccessToken(server, request, called().url(), loopback);
    expect(claims).toMatchObject({ client_id: client.id, sub: client.id });
    await oauth.processRevocationResponse(
      await oauth.revocationRequest(server, named, authentication, token.access_token, loopback),
    );
  });

  it("reads why there is no token", async () => {
    const server = await discovered();
    const named = { client_id: secret.id };
    const answer = await oauth.clientCredentialsGrantRequest(
      server,
      named,
      oauth.ClientSecretPost("lkcs_wrong"),
      {},
      loopback,
    );
    await expect(oauth.processClientCredentialsResponse(server, named, answer)).rejects.toMatchObject({
      status: 401,
    });
  });
});

describe("openid-client", () => {
  it("discovers, gets a token and calls with it", async () => {
    const config = await openid.discovery(
      new URL(called().latchkey.control),
      secret.id,
      secret.password,
      undefined,
      {
        algorithm: "oauth2",
        execute: [openid.allowInsecureRequests],
      },
    );
    const token = await openid.clientCredentialsGrant(config, { resource: called().url() });
    const answer = await openid.fetchProtectedResource(
      config,
      token.access_token,
      new URL(called().url()),
      "GET",
    );
    expect(answer.status).toBe(200);
    await openid.tokenRevocation(config, token.access_token);
  });

  it("proves itself by its key", async () => {
    const config = await openid.discovery(
      new URL(called().latchkey.control),
      keyed.id,
      undefined,
      openid.PrivateKeyJwt(key),
      {
        algorithm: "oauth2",
        execute: [openid.allowInsecureRequests],
      },
    );
    expect((await openid.clientCredentialsGrant(config)).token_type).toMatch(/^bearer$/i);
  });
});
