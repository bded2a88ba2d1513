import { expect, it } from "vitest";
import { aJwtCredential } from "../../testing/credentials.ts";
import { NOW, timeAt } from "../../testing/records.ts";
import { MINT_WORK } from "../mint-work.fixture.ts";
import { rotateJwt } from "./rotate-jwt.ts";

const OVERLAP = { from: timeAt(NOW - 1), until: timeAt(NOW) };

it.each([
  { kind: "pem" as const, pem: "pem" },
  { kind: "jwk" as const, jwk: {} },
  { kind: "jwks" as const, uri: "https://issuer.test/jwks.json" },
])("public keys of kind $kind have no secret here to be rotated", async (key) => {
  await expect(rotateJwt(MINT_WORK, aJwtCredential({ key }), OVERLAP)).rejects.toMatchObject({
    code: "invalid-input",
  });
});

it("a shared secret is replaced by one in plain text, whatever the former's encoding", async () => {
  const key = { kind: "secret" as const, secrets: [{ sealed: "former", encoding: "base64" as const }] };
  const { rotated, secret } = await rotateJwt(MINT_WORK, aJwtCredential({ key }), OVERLAP);
  expect(secret["secret"]).toHaveLength(64);
  expect(rotated.key).toMatchObject({
    secrets: [{ encoding: "text" }, { sealed: "former", encoding: "base64", validUntil: timeAt(NOW) }],
  });
});
