import { describe, expect, it } from "vitest";
import { aBasicCredential, aJwtCredential, anAkskCredential } from "../testing/credentials.ts";
import { aCredential, aRing, countingBytes, NOW, timeAt } from "../testing/records.ts";
import type { Credential } from "./credential.ts";
import { NewCredential } from "./credential-input.ts";
import { credentialType, credentialView } from "./credential-types.ts";

const ring = aRing("one");
const work = {
  keys: { ring: async () => ring, refresh: async () => ring },
  random: countingBytes,
  stage: { keyPrefix: "lk", allowPrivateAddresses: false },
};
const consumerId = "con_0000000000000001";
const END = timeAt(NOW);
const START = timeAt(NOW - 1000);

const NEW = {
  "api-key": {},
  basic: {},
  jwt: { issuer: "https://issuer.test" },
  aksk: {},
  oauth2: {},
} satisfies Record<Credential["type"], object>;

describe.each(Object.entries(NEW))("a credential of type %s", (type, given) => {
  const input = NewCredential.parse({ type, name: "one", ...given });
  const minted = () => credentialType(input.type).mint(work, { consumerId, id: "crd_1" }, input);
  const made = async (): Promise<Credential> => {
    const { type: _type, imported: _imported, secrets: _secrets, ...common } = aCredential({ consumerId });
    return { ...common, ...(await minted()).fields };
  };

  it("shows its secret when it is made, and in no answer afterwards", async () => {
    const { secret } = await minted();
    const shown = JSON.stringify(credentialView(await made()));
    const told = Object.entries(secret).filter(
      ([name]) => !["username", "accessKey", "clientId"].includes(name),
    );
    expect(told).toHaveLength(1);
    for (const [, value] of told) expect(shown).not.toContain(value);
  });

  it("is stored without its secret in the clear", async () => {
    const stored = JSON.stringify(await made());
    const { secret } = await minted();
    for (const name of ["apiKey", "password", "secret", "secretKey", "clientSecret"])
      if (secret[name] !== undefined) expect(stored).not.toContain(secret[name]);
  });

  it("keeps the current secret until the overlap is over when it is rotated, and drops the former one", async () => {
    const { rotated } = await credentialType(input.type).rotate(work, await made(), {
      from: START,
      until: END,
    });
    const { rotated: again } = await credentialType(input.type).rotate(work, rotated, {
      from: START,
      until: timeAt(NOW + 1),
    });
    expect(endsOf(rotated)).toEqual([undefined, END]);
    expect(endsOf(again)).toEqual([undefined, timeAt(NOW + 1)]);
  });
});

const endsOf = (credential: Credential) => {
  const secrets = credential.type === "jwt" && credential.key.kind === "secret" ? credential.key.secrets : [];
  return (credential.type === "jwt" ? secrets : credential.secrets).map(({ validUntil }) => validUntil);
};

describe("an answer", () => {
  it.each<[string, Credential]>([
    ["an API key", aCredential({ secrets: [{ hash: "hidden", pepper: "hidden" }] })],
    ["a login", aBasicCredential({ secrets: [{ phc: "hidden" }] })],
    [
      "a token",
      aJwtCredential({ key: { kind: "secret", secrets: [{ sealed: "hidden", encoding: "text" }] } }),
    ],
    ["a signature", anAkskCredential({ secrets: [{ sealed: "hidden" }] })],
  ])("shows of %s what its schema names, whatever else is stored", (_what, credential) => {
    const stored = { ...credential, pointers: ["hidden"], remindedUntil: "hidden", later: "hidden" };
    const shown = credentialView(stored);
    expect(JSON.stringify(shown)).not.toContain("hidden");
    expect(shown).toMatchObject({ id: credential.id, type: credential.type, revision: 1 });
  });

  it.each<[string, Parameters<typeof aJwtCredential>[0], object]>([
    ["a PEM", { key: { kind: "pem", pem: "public" } }, { publicKey: "public" }],
    ["a JWK", { key: { kind: "jwk", jwk: { kty: "OKP" } } }, { publicKey: { kty: "OKP" } }],
    ["an address", { key: { kind: "jwks", uri: "https://a.test/" } }, { jwksUri: "https://a.test/" }],
  ])("shows public keys: %s", (_what, fields, shown) => {
    expect(credentialView(aJwtCredential(fields))).toMatchObject(shown);
  });
});
