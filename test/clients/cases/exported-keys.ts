import { generateKeyPairSync } from "node:crypto";
import { exportJWK, SignJWT } from "jose";
import { expect } from "vitest";
import { jsonOf } from "../client/client.ts";
import { HTTP, inTurn, type Row } from "../row.ts";
import type { UpstreamName } from "../world.ts";

const KIND = "keys as programs export them";
const ALL: readonly UpstreamName[] = ["node:http", "raw sockets", "node:http2", "Python's http.server"];
const TURN = { kind: KIND, clients: HTTP, upstreams: ALL } as const;
const JSON_TYPE = { "Content-Type": "application/json" };

interface Exported {
  jwk: object;
  /** What is private of it, as a program exports that. */
  whole: object;
  sign(token: SignJWT): Promise<string>;
}

const webCrypto =
  (algorithm: RsaHashedKeyGenParams | EcKeyGenParams | { name: "Ed25519" }) =>
  async (): Promise<Exported> => {
    const pair = (await crypto.subtle.generateKey(algorithm, true, ["sign", "verify"])) as CryptoKeyPair;
    return {
      jwk: await crypto.subtle.exportKey("jwk", pair.publicKey),
      whole: await crypto.subtle.exportKey("jwk", pair.privateKey),
      sign: (token) => token.sign(pair.privateKey),
    };
  };

const node = async (): Promise<Exported> => {
  const { publicKey, privateKey } = generateKeyPairSync("ec", { namedCurve: "P-256" });
  return {
    jwk: publicKey.export({ format: "jwk" }),
    whole: privateKey.export({ format: "jwk" }),
    sign: (token) => token.sign(privateKey),
  };
};

const jose = async (): Promise<Exported> => {
  const { publicKey, privateKey } = generateKeyPairSync("ed25519");
  return {
    jwk: { ...(await exportJWK(publicKey)), kid: "one", use: "sig", "x5t#S256": "unknown-to-us", issued: 1 },
    whole: await exportJWK(privateKey),
    sign: (token) => token.sign(privateKey),
  };
};

const RSA = {
  name: "RSASSA-PKCS1-v1_5",
  modulusLength: 2048,
  publicExponent: new Uint8Array([1, 0, 1]),
  hash: "SHA-256",
};

const EXPORTS: [what: string, algorithm: string, make: () => Promise<Exported>][] = [
  ["WebCrypto, RSA", "RS256", webCrypto(RSA)],
  ["WebCrypto, P-256", "ES256", webCrypto({ name: "ECDSA", namedCurve: "P-256" })],
  ["WebCrypto, Ed25519", "EdDSA", webCrypto({ name: "Ed25519" })],
  ["Node's KeyObject, P-256", "ES256", node],
  ["jose, Ed25519, members that are unknown", "EdDSA", jose],
];

export const exportedKeys: readonly Row[] = EXPORTS.flatMap(([what, algorithm, make]) =>
  inTurn(TURN, what, async (world, send, upstream) => {
    const there = await world.place(upstream);
    const { jwk, whole, sign } = await make();
    const issuer = `https://${crypto.randomUUID()}.example`;
    const issue = (publicKey: object) =>
      send({
        url: `${world.latchkey.control}/v1/consumers/${world.caller.consumer.id}/credentials`,
        method: "POST",
        key: world.latchkey.rootKey,
        headers: JSON_TYPE,
        body: JSON.stringify({
          name: "exported",
          type: "jwt",
          algorithm,
          issuer,
          subject: "robot",
          publicKey,
        }),
      });
    const refused = await issue(whole);
    expect([refused.status, jsonOf(refused).errors?.[0]?.pointer]).toEqual([400, "/publicKey/d"]);
    expect((await issue(jwk)).status).toBe(201);
    const claims = new SignJWT().setIssuer(issuer).setSubject("robot").setIssuedAt().setExpirationTime("5m");
    const token = await sign(claims.setProtectedHeader({ alg: algorithm }));
    const called = await send({ url: there.url, headers: { Authorization: `Bearer ${token}` } });
    expect([called.status, called.body.toString()]).toEqual([200, "ok"]);
  }),
);
