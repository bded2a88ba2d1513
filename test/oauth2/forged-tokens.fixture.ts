import { generateKeyPairSync, randomBytes } from "node:crypto";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { tokenKey } from "@latchkey/core/access-token/token-keys";
import { assertionKey } from "@latchkey/core/assertion/assertion-keys";
import { signAssertion } from "@latchkey/core/assertion/sign-assertion";
import type { KeyRing } from "@latchkey/core/key-ring/key-ring";
import { type JWTHeaderParameters, SignJWT } from "jose";
import type { Called } from "../credentials/called.fixture.ts";
import { type Client, claimsOf, type clientsOf } from "./oauth2.fixture.ts";

export interface Forging {
  called: Called;
  clients: ReturnType<typeof clientsOf>;
  client: Client;
  other: Client;
  /** Of the client, as it was given. */
  token: string;
  rings: Rings;
}

type Rings = Record<"token" | "assertion", KeyRing>;

/** The rings as they lie on this machine: what nobody but the two functions that sign has. */
export const ringsIn = async (data: string): Promise<Rings> => {
  const text = await readFile(join(data, "secrets.json"), "utf8");
  const ring = (name: string): KeyRing => JSON.parse(secretIn(JSON.parse(text), name));
  return { token: ring("token"), assertion: ring("assertion") };
};

// biome-ignore lint/suspicious/noExplicitAny: a file of another part of the program, read for its keys alone
const secretIn = (file: any, name: string): string => {
  const secret = file.secrets.find((each: { name: string }) => each.name === `latchkey/local/${name}`);
  return secret.versions.find((each: { stages: string[] }) => each.stages.includes("AWSCURRENT")).text;
};

const { privateKey: stranger } = generateKeyPairSync("ec", { namedCurve: "P-256" });
const header = ({ rings }: Forging, more: object = {}): JWTHeaderParameters => ({
  alg: "ES256",
  typ: "at+jwt",
  kid: rings.token.current,
  ...more,
});
/** With the key that really signs, unless another one is given. */
export const made = (
  f: Forging,
  claims: Record<string, unknown>,
  head: object = {},
  key = tokenKey(f.rings.token).key,
) => new SignJWT({ ...claimsOf(f.token), ...claims }).setProtectedHeader(header(f, head)).sign(key);
const part = (value: unknown) => Buffer.from(JSON.stringify(value)).toString("base64url");

/** What looks like a token of the client, and is none. */
export const FORGED: readonly (readonly [what: string, forge: (f: Forging) => Promise<string> | string])[] = [
  ["signed by another key of the same name", (f) => made(f, {}, {}, stranger)],
  ["signed by a key of another name", (f) => made(f, {}, { kid: "k1" })],
  ["without a key's name", (f) => made(f, {}, { kid: undefined })],
  [
    "with its key inside (RFC 7515, 4.1.3)",
    (f) => made(f, {}, { jwk: stranger.export({ format: "jwk" }) }, stranger),
  ],
  ["not signed", (f) => `${part({ alg: "none", typ: "at+jwt" })}.${f.token.split(".")[1]}.`],
  ["signed by nothing, in our form", (f) => `${f.token.split(".")[0]}.${f.token.split(".")[1]}.`],
  [
    "with a changed claim",
    (f) =>
      [
        f.token.split(".")[0],
        part({ ...claimsOf(f.token), client_id: f.other.id, sub: f.other.id }),
        f.token.split(".")[2],
      ].join("."),
  ],
  [
    "with the signature of another token",
    async (f) =>
      [...f.token.split(".").slice(0, 2), (await f.clients.tokenOf(f.other)).split(".")[2]].join("."),
  ],
  [
    "HMAC with the published key (RFC 8725, 2.1)",
    (f) =>
      new SignJWT(claimsOf(f.token)).setProtectedHeader(header(f, { alg: "HS256" })).sign(randomBytes(32)),
  ],
  ["of another type", (f) => made(f, {}, { typ: "JWT" })],
  ["of the type in its long form", (f) => made(f, {}, { typ: "application/at+jwt" })],
  ["of no type", (f) => made(f, {}, { typ: undefined })],
  ["an ID token's type", (f) => made(f, {}, { typ: "id+jwt" })],
  ["with a critical extension", (f) => made(f, {}, { crit: ["b64"], b64: true })],
  ["of another issuer", (f) => made(f, { iss: "https://f.other.example" })],
  ["of no issuer", (f) => made(f, { iss: undefined })],
  ["whose subject is another", (f) => made(f, { sub: f.other.id })],
  ["of no client", (f) => made(f, { client_id: undefined })],
  [
    "of a client that is not there",
    (f) => made(f, { client_id: `cl_${"0".repeat(22)}`, sub: `cl_${"0".repeat(22)}` }),
  ],
  ["that has ended", (f) => made(f, { exp: Math.floor(Date.now() / 1000) - 1 })],
  ["without an end", (f) => made(f, { exp: undefined })],
  ["whose end is text", (f) => made(f, { exp: "tomorrow" as never })],
  ["without an id", (f) => made(f, { jti: undefined })],
  ["without its time", (f) => made(f, { iat: undefined })],
  ["for another gateway", (f) => made(f, { aud: "https://gateway.example" })],
  ["for the management API", (f) => made(f, { aud: f.called.latchkey.control })],
  ["for another service", (f) => made(f, { aud: `${f.called.latchkey.gateway}/${f.called.other}` })],
  ["for several", (f) => made(f, { aud: [f.called.latchkey.gateway, "https://f.other.example"] })],
  ["for none", (f) => made(f, { aud: undefined })],
  [
    "an assertion to upstreams",
    (f) =>
      signAssertion(
        assertionKey(f.rings.assertion),
        f.called.latchkey.control,
        {
          service: f.called.service,
          consumer: f.client.consumer.id,
          credential: f.client.credential.id,
          subscription: "sub_1",
          requestId: "1",
          bodySha256: "0".repeat(64),
        },
        Date.now(),
        randomBytes,
      ),
  ],
  [
    "an assertion to upstreams that says it is one of these",
    (f) =>
      new SignJWT(claimsOf(f.token))
        .setProtectedHeader({ alg: "EdDSA", typ: "at+jwt", kid: f.rings.assertion.current })
        .sign(assertionKey(f.rings.assertion).key),
  ],
  [
    "signed with Ed25519 under our key's name",
    (f) =>
      new SignJWT(claimsOf(f.token))
        .setProtectedHeader(header(f, { alg: "EdDSA" }))
        .sign(assertionKey(f.rings.assertion).key),
  ],
  ["with white space", (f) => `${f.token} x`],
  ["with padding", (f) => `${f.token}=`],
  ["cut off", (f) => f.token.slice(0, -1)],
  ["a client's secret", (f) => f.client.password],
  ["a client's name", (f) => f.client.id],
];
