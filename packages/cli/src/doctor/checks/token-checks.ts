import { generateKeyPairSync, randomBytes, randomUUID } from "node:crypto";
import { encodeBasic } from "@latchkey/signing/basic/encode-basic";
import { importJwtSigningKey, type JwtSigningKey } from "@latchkey/signing/jwt/jwt-signing-key";
import { signJwt } from "@latchkey/signing/jwt/sign-jwt";
import type { Check } from "../check/check.ts";
import { admittedAs } from "../check/echo.ts";
import type { Finding } from "../check/finding.ts";
import type { Scene } from "../check/scene.ts";
import { issue } from "../stage/caller.ts";

const expected = "200 from the upstream, in the consumer's name";
const remedy = "the authorizer's log says why it refused: docs/operations.md";

/** Seconds: the longest that a token of a run is good for. */
const TOKEN_LIFE = 300;

const callWithToken = async (scene: Scene, key: JwtSigningKey, claims: object): Promise<Finding> => {
  const now = Math.floor(scene.now() / 1000);
  const token = await signJwt({ ...claims, iat: now, exp: now + TOKEN_LIFE, jti: randomUUID() }, key);
  scene.secrets.keep(token);
  return admittedAs(await scene.call({ headers: { Authorization: `Bearer ${token}` } }), scene.caller);
};

/** An issuer that no other credential names. */
const issuerOf = ({ names }: Scene, purpose: string) => `https://${names.team}.invalid/${purpose}`;

export const TOKEN_CHECKS: readonly Check[] = [
  {
    id: "basic",
    claim: "a user name and a password are accepted (RFC 7617)",
    expected,
    remedy,
    page: "docs/credentials.md#basic",
    run: async (scene) => {
      const credential = await issue(scene, scene.caller.id, { type: "basic" });
      const authorization = encodeBasic(credential.secret("username"), credential.secret("password"));
      scene.secrets.keep(authorization.slice("Basic ".length));
      return admittedAs(await scene.call({ headers: { Authorization: authorization } }), scene.caller);
    },
  },
  {
    id: "jwt-shared-secret",
    claim: "a token under a shared secret is accepted (HS256)",
    expected,
    remedy,
    page: "docs/credentials.md#jwt",
    run: async (scene) => {
      const secret = scene.secrets.keep(randomBytes(32).toString("base64url"));
      const issuer = issuerOf(scene, "shared");
      await issue(scene, scene.caller.id, { type: "jwt", name: "doctor-jwt-shared", issuer, secret });
      const key = await importJwtSigningKey("HS256", { secret });
      return callWithToken(scene, key, { iss: issuer, sub: "doctor" });
    },
  },
  {
    id: "jwt-public-key",
    claim: "a token under a private key, whose public key the credential has, is accepted (ES256)",
    expected,
    remedy,
    page: "docs/credentials.md#jwt",
    run: async (scene) => {
      const pair = generateKeyPairSync("ec", { namedCurve: "P-256" });
      const issuer = issuerOf(scene, "public");
      await issue(scene, scene.caller.id, {
        type: "jwt",
        name: "doctor-jwt-public",
        algorithm: "ES256",
        issuer,
        publicKey: pair.publicKey.export({ format: "pem", type: "spki" }).toString(),
      });
      const pem = pair.privateKey.export({ format: "pem", type: "pkcs8" }).toString();
      return callWithToken(scene, await importJwtSigningKey("ES256", { pem }), {
        iss: issuer,
        sub: "doctor",
      });
    },
  },
];
