import { expect, it } from "vitest";
import { NOW, timeAt } from "../testing/records.ts";
import type { Credential } from "./credential.ts";
import { NewCredential } from "./credential-input.ts";
import { credentialType, credentialView } from "./credential-types.ts";
import { CONSUMER, MINT_WORK } from "./mint-work.fixture.ts";

const work = { ...MINT_WORK, stage: { allowPrivateAddresses: false } };
const place = { consumerId: CONSUMER, id: "crd_1" };
const common = {
  id: "crd_1",
  revision: 1,
  createdAt: timeAt(NOW),
  updatedAt: timeAt(NOW),
  consumerId: CONSUMER,
  name: "x",
  status: "enabled",
  hideCredential: true,
};

const made = async (given: object) => {
  const input = NewCredential.parse({ name: "x", ...given });
  const minted = await credentialType(input.type).mint(work, place, input as never);
  return { credential: { ...common, ...minted.fields } as Credential, secret: minted.secret };
};
const lastOf = (secret: Record<string, string>) =>
  (secret["apiKey"] ?? secret["password"] ?? secret["secretKey"] ?? secret["secret"] ?? "").slice(-4);

it.each([
  { type: "api-key" },
  { type: "basic" },
  { type: "aksk" },
  { type: "jwt", issuer: "i", subject: "s", algorithm: "HS256" },
])(
  "of a minted $type the last four characters are shown, and of a rotated one both secrets'",
  async (given) => {
    const { credential, secret } = await made(given);
    expect(credentialView(credential).secrets).toEqual([{ lastFour: lastOf(secret) }]);
    const [from, until] = [timeAt(NOW), timeAt(NOW + 1000)];
    const next = await credentialType(credential.type).rotate(MINT_WORK, credential as never, {
      from,
      until,
    });
    expect(credentialView(next.rotated as Credential).secrets).toEqual([
      { lastFour: lastOf(next.secret), createdAt: from },
      { lastFour: lastOf(secret), validUntil: until },
    ]);
  },
);

it.each([
  { type: "api-key", apiKey: "a-key-of-another-product" },
  { type: "basic", username: "ana", password: "short-pass" },
  { type: "aksk", secretKey: "a-secret-of-another-product-here" },
  { type: "jwt", issuer: "i", subject: "s", algorithm: "HS256", secret: "0123456789abcdef0123456789abcdef" },
])("of a $type that was brought nothing is kept of its end", async (given) => {
  const { credential } = await made(given);
  expect(credentialView(credential).secrets).toEqual([{}]);
  expect(JSON.stringify(credentialView(credential))).not.toMatch(/hash|phc|sealed/);
});
