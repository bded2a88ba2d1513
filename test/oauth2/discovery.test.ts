import { generateKeyPairSync } from "node:crypto";
import { startServer } from "@latchkey/core/testing/loopback-server";
import {
  type AuthorizationServer,
  allowInsecureRequests,
  type ClientAuth,
  ClientSecretBasic,
  clientCredentialsGrantRequest,
  discoveryRequest,
  PrivateKeyJwt,
  processClientCredentialsResponse,
  processDiscoveryResponse,
  processResourceDiscoveryResponse,
  protectedResourceRequest,
  resourceDiscoveryRequest,
  WWWAuthenticateChallengeError,
} from "oauth4webapi";
import { beforeAll, describe, expect, it } from "vitest";
import { onSharedLatchkey } from "../support/on-shared-latchkey.ts";

/** Because a stage on one machine has no TLS. */
const PLAIN = { [allowInsecureRequests]: true };

const { latchkey, make } = onSharedLatchkey();
let slug: string;
let consumer: { id: string; name: string };
beforeAll(async () => {
  const { url } = await startServer((request, response) =>
    response.end(JSON.stringify({ consumer: request.headers["x-consumer-name"], url: request.url })),
  );
  const team = (await make.team()).slug;
  slug = (await make.service(team, { upstream: { url } })).slug;
  consumer = await make.consumer(team);
  await make.subscription(consumer, slug);
});

/** What a client learns from a refused call, by a library that knows nothing of Latchkey. */
const resourceOfRefusal = async () => {
  const refused = protectedResourceRequest(
    "none",
    "GET",
    new URL(`${latchkey().gateway}/${slug}/x`),
    undefined,
    null,
    PLAIN,
  );
  const error = await refused.then(
    () => undefined,
    (reason: unknown) => reason,
  );
  if (!(error instanceof WWWAuthenticateChallengeError)) throw error;
  const [first] = error.cause;
  expect(first?.scheme).toBe("bearer");
  const metadata = await fetch(String(first?.parameters.resource_metadata));
  return processResourceDiscoveryResponse(new URL(latchkey().gateway), metadata);
};

const serverOf = async ({ authorization_servers: [first] = [] }: { authorization_servers?: string[] }) => {
  const issuer = new URL(String(first));
  return processDiscoveryResponse(issuer, await discoveryRequest(issuer, { algorithm: "oauth2", ...PLAIN }));
};

const tokenFrom = async (server: AuthorizationServer, id: string, proof: ClientAuth, resource: string) => {
  const client = { client_id: id };
  const answer = await clientCredentialsGrantRequest(server, client, proof, { resource }, PLAIN);
  return processClientCredentialsResponse(server, client, answer);
};

const callWith = async (token: string) => {
  const url = new URL(`${latchkey().gateway}/${slug}/x`);
  return (await protectedResourceRequest(token, "GET", url, undefined, null, PLAIN)).json();
};

describe("a client that knows the address of a service alone", () => {
  it("finds from a refused call where tokens come from, gets one and calls", async () => {
    const { secret } = await make.credential(consumer, { type: "oauth2" });
    const resource = await resourceOfRefusal();
    const server = await serverOf(resource);
    const proof = ClientSecretBasic(secret.clientSecret);
    const token = await tokenFrom(server, secret.clientId, proof, resource.resource);
    expect(token.token_type).toBe("bearer");
    expect(await callWith(token.access_token)).toEqual({ consumer: consumer.name, url: "/x" });
  });

  it("finds the same by the service's address, and proves itself with a key", async () => {
    const { publicKey, privateKey } = generateKeyPairSync("ec", { namedCurve: "P-256" });
    const { secret } = await make.credential(consumer, {
      type: "oauth2",
      publicKey: publicKey.export({ type: "spki", format: "pem" }),
    });
    const key = await crypto.subtle.importKey(
      "pkcs8",
      privateKey.export({ type: "pkcs8", format: "der" }),
      { name: "ECDSA", namedCurve: "P-256" },
      false,
      ["sign"],
    );
    const address = new URL(`${latchkey().gateway}/${slug}`);
    const metadata = await processResourceDiscoveryResponse(
      address,
      await resourceDiscoveryRequest(address, PLAIN),
    );
    const server = await serverOf(metadata);
    const token = await tokenFrom(server, secret.clientId, PrivateKeyJwt(key), metadata.resource);
    expect(await callWith(token.access_token)).toEqual({ consumer: consumer.name, url: "/x" });
  });
});
