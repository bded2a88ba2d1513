import { createHash, generateKeyPairSync } from "node:crypto";
import { createCallReaders } from "@latchkey/core/call-records/call-readers";
import { jwtPointer } from "@latchkey/core/credential/jwt/jwt-pointer";
import { createVerifyJwt } from "@latchkey/core/credential/jwt/verify/verify-jwt";
import { lookupOf } from "@latchkey/core/credential/part/credential-place";
import { NO_JWKS } from "@latchkey/core/proof/jwks-source";
import { aConsumer, aCredential, aRing, aService, aSubscription } from "@latchkey/core/testing/records";
import { DEFAULT_AUTHORIZER_SETTINGS } from "@latchkey/core/verdict/authorize";
import { createAuthorizer } from "@latchkey/core/verdict/create-authorizer";
import { checkClaims } from "@latchkey/signing/jwt/check-claims";
import { jwtKeyFromPem } from "@latchkey/signing/jwt/jwt-key";
import { importJwtSigningKey } from "@latchkey/signing/jwt/jwt-signing-key";
import { parseJwt } from "@latchkey/signing/jwt/parse-jwt";
import { signJwt } from "@latchkey/signing/jwt/sign-jwt";
import { verifyJwtSignature } from "@latchkey/signing/jwt/verify-jwt-signature";
import { bearerRequest } from "./bearer-request.ts";
import type { BenchCase } from "./bench-case.ts";
import { callStore } from "./call-store.ts";

const group = "JWT RS256: the same token again";
const issuer = "https://issuer.example.com/pool";

/** A token that was verified a moment ago, beside verifying it each time. */
export const tokenCases = async (): Promise<readonly BenchCase[]> => {
  const { publicKey, privateKey } = generateKeyPairSync("rsa", { modulusLength: 2048 });
  const pem = publicKey.export({ format: "pem", type: "spki" }).toString();
  const key = await importJwtSigningKey("RS256", {
    pem: privateKey.export({ format: "pem", type: "pkcs8" }).toString(),
  });
  const now = Math.floor(Date.now() / 1000);
  const token = await signJwt({ iss: issuer, sub: "ana", iat: now, exp: now + 86_400 }, key);
  const consumer = aConsumer();
  const service = aService();
  const subscription = aSubscription({ status: "active" });
  const credential = {
    ...aCredential({ id: "crd_1" }),
    type: "jwt" as const,
    algorithms: ["RS256" as const],
    issuer,
    subjectClaim: "sub" as const,
    key: { kind: "pem" as const, pem },
    requireExpiry: true,
    clockSkewSeconds: 60,
  };
  const records = { credential, consumer, subscription };
  const place = { consumerId: consumer.id, lookup: lookupOf(credential.id) };
  const store = callStore(
    service,
    () => records,
    async () => ({
      holders: new Map([[jwtPointer(issuer, "sub", undefined), [{ ...place, credentialId: credential.id }]]]),
      owners: new Map([[issuer, { team: consumer.team, teams: [] }]]),
    }),
  );
  const ring = async () => aRing("k1");
  const lifetime = 3_600_000;
  const settings = { ...DEFAULT_AUTHORIZER_SETTINGS, recordLifetime: lifetime, tokenLifetime: lifetime };
  const authorizer = createAuthorizer(store, { ring, refresh: ring }, settings);
  const readers = createCallReaders(store, settings);
  const verifyJwt = createVerifyJwt({ ring, refresh: ring }, NO_JWKS, settings);
  const request = bearerRequest(service.slug, token);
  const presented: Parameters<typeof verifyJwt.prove>[0] = {
    type: "jwt",
    token,
    positions: [{ where: "header", name: "authorization" }],
  };
  const reading = jwtKeyFromPem(["RS256"], pem);
  if (reading.outcome !== "usable") throw new Error(reading.reason);
  return [
    {
      group,
      name: "latchkey, uncached: form, signature, claims",
      role: "floor",
      run: () => {
        const jwt = parseJwt(token);
        const held =
          jwt &&
          verifyJwtSignature(jwt, reading.key) &&
          checkClaims(jwt.claims, { issuer }, Date.now() / 1000).outcome === "held";
        if (!held) throw new Error("refused");
      },
    },
    {
      group,
      name: "SHA-256 of the token and Map",
      role: "peer",
      run: () => createHash("sha256").update(token).digest("base64"),
    },
    {
      group,
      name: "latchkey, remembered",
      role: "ours",
      atLeast: 10,
      run: async () => {
        const reader = readers.forVerdict(Date.now());
        const remembered = await verifyJwt.remembered(presented, request, reader);
        const proof = remembered ?? (await verifyJwt.prove(presented, request, reader, [])).proof;
        if (proof?.outcome !== "proven") throw new Error("refused");
      },
    },
    {
      group,
      name: "latchkey, remembered, and the whole verdict",
      role: "ours",
      run: async () => {
        if ((await authorizer.authorize(request, Date.now())).kind !== "allowed") throw new Error("refused");
      },
    },
  ];
};
