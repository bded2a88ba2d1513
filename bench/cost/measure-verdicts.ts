import { createHmac } from "node:crypto";
import { eventWith } from "../authorizer.ts";
import { AN_API_KEY, FORGOTTEN_MS, measured } from "./measured.ts";
import type { Metered } from "./metered-latchkey.ts";

export type MeasuredCredential = "apiKey" | "importedApiKey" | "jwt";

const SECOND = 1000;

export const measureVerdicts = async (metered: Metered) => {
  const other = await metered.issue(AN_API_KEY);
  const verdict = async (credential: Record<string, string>) => {
    const run = async () => {
      await metered.authorize(eventWith(credential));
    };
    metered.later(FORGOTTEN_MS);
    const cold = await measured(metered, run);
    const warm = await measured(metered, run);
    metered.later(FORGOTTEN_MS);
    await metered.authorize(eventWith({ "X-API-Key": other.secret["apiKey"] ?? "" }));
    return { cold, warm, quiet: await measured(metered, run) };
  };
  const minted = await metered.issue(AN_API_KEY);
  const apiKey = await verdict({ "X-API-Key": minted.secret["apiKey"] ?? "" });
  const brought = `brought-${"k".repeat(40)}`;
  await metered.issue({ ...AN_API_KEY, apiKey: brought });
  const jwtSecret = "s".repeat(48);
  const issuer = "https://issuer.example.com";
  await metered.issue({
    name: "token",
    type: "jwt",
    hideCredential: true,
    algorithm: "HS256",
    issuer,
    subjectClaim: "sub",
    subject: "reader",
    secret: jwtSecret,
    secretEncoding: "text",
    requireExpiry: true,
    clockSkewSeconds: 60,
  });
  const exp = Math.floor(Date.now() / SECOND) + 36_000;
  const jwt = hs256({ iss: issuer, sub: "reader", exp }, jwtSecret);
  const importedApiKey = await verdict({ "X-API-Key": brought });
  const token = await verdict({ Authorization: `Bearer ${jwt}` });
  return {
    verdict: { apiKey: apiKey.cold, importedApiKey: importedApiKey.cold, jwt: token.cold },
    quietVerdict: { apiKey: apiKey.quiet, importedApiKey: importedApiKey.quiet, jwt: token.quiet },
    warmVerdict: apiKey.warm,
  };
};

const hs256 = (claims: object, secret: string): string => {
  const part = (value: object) => Buffer.from(JSON.stringify(value)).toString("base64url");
  const input = `${part({ alg: "HS256", typ: "JWT" })}.${part(claims)}`;
  return `${input}.${createHmac("sha256", secret).update(input).digest("base64url")}`;
};
