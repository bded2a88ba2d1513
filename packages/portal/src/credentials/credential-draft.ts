import type { Credential, NewCredential } from "../api/resources.ts";

export type CredentialType = Credential["type"];
export type Expiry = "never" | "days30" | "days90" | "year" | "own";
export type KeySource = "generated" | "secret" | "publicKey" | "jwksUri";
export type Place = "usual" | "header" | "query" | "cookie";

export const CREDENTIAL_TYPES = [
  "api-key",
  "oauth2",
  "basic",
  "jwt",
  "aksk",
] as const satisfies CredentialType[];
export const SCHEMES = ["aws4", "gateway-hmac", "rfc9421", "signature", "kong"] as const;
export const JWT_ALGORITHMS = {
  secret: ["HS256", "HS384", "HS512"],
  key: ["RS256", "RS384", "RS512", "PS256", "PS384", "PS512", "ES256", "ES384", "ES512", "EdDSA"],
} as const;

/** The form as people fill it in: text for each input, for every type of credential. */
export interface CredentialDraft {
  type: CredentialType;
  name: string;
  expiry: Expiry;
  /** A day, `2026-12-31`, when `expiry` is `own`. */
  expiresOn: string;
  allowedIps: string;
  models: string;
  scopes: string;
  hideCredential: boolean;
  place: Place;
  placeName: string;
  apiKey: string;
  username: string;
  password: string;
  algorithm: (typeof JWT_ALGORITHMS)["secret" | "key"][number];
  issuer: string;
  audience: string;
  subject: string;
  keySource: KeySource;
  secret: string;
  publicKey: string;
  jwksUri: string;
  schemes: (typeof SCHEMES)[number][];
  replayProtection: boolean;
  accessKey: string;
  secretKey: string;
  accessTokenSeconds: string;
}

/** Strong without a choice: made secrets, every restriction that costs nothing. */
export const EMPTY_DRAFT: CredentialDraft = {
  type: "api-key",
  name: "",
  expiry: "year",
  expiresOn: "",
  allowedIps: "",
  models: "",
  scopes: "",
  hideCredential: true,
  place: "usual",
  placeName: "",
  apiKey: "",
  username: "",
  password: "",
  algorithm: "HS256",
  issuer: "",
  audience: "",
  subject: "",
  keySource: "generated",
  secret: "",
  publicKey: "",
  jwksUri: "",
  schemes: SCHEMES.filter((scheme) => scheme !== "kong"),
  replayProtection: false,
  accessKey: "",
  secretKey: "",
  accessTokenSeconds: "900",
};

const DAY = 86_400_000;
const DAYS: Partial<Record<Expiry, number>> = { days30: 30, days90: 90, year: 365 };

/** ISO 8601; the end of the chosen day, in UTC. */
export const expiryOf = (
  { expiry, expiresOn }: Pick<CredentialDraft, "expiry" | "expiresOn">,
  now: number,
) => {
  const days = DAYS[expiry];
  if (days !== undefined) return new Date(now + days * DAY).toISOString();
  return expiry === "own" && expiresOn !== "" ? `${expiresOn}T23:59:59Z` : undefined;
};

export const linesOf = (text: string): string[] =>
  text
    .split(/[\n,]/)
    .map((line) => line.trim())
    .filter((line) => line !== "");

/** What of a draft is sent: nothing that was left empty, nothing of another type. `now` in milliseconds. */
export const requestOf = (draft: CredentialDraft, now: number): NewCredential => {
  const expiresAt = expiryOf(draft, now);
  const allowedIps = linesOf(draft.allowedIps);
  const models = linesOf(draft.models);
  const scopes = linesOf(draft.scopes);
  const common = {
    name: draft.name.trim(),
    hideCredential: draft.hideCredential,
    ...(expiresAt === undefined ? {} : { expiresAt }),
    ...(allowedIps.length === 0 ? {} : { allowedIps }),
    ...(models.length === 0 ? {} : { models }),
    ...(scopes.length === 0 ? {} : { scopes }),
  };
  const name = draft.placeName.trim();
  const anywhere = draft.place === "usual" ? {} : { in: [{ where: draft.place, name }] };
  // A place that was chosen for another type is none for these.
  const inHeader = draft.place === "header" ? { in: [{ where: draft.place, name }] } : {};
  switch (draft.type) {
    case "api-key":
      return { ...common, ...anywhere, type: "api-key", ...given({ apiKey: draft.apiKey }) };
    case "basic":
      return {
        ...common,
        ...inHeader,
        type: "basic",
        ...given({ username: draft.username, password: draft.password }),
      };
    case "jwt":
      return {
        ...common,
        ...anywhere,
        type: "jwt",
        algorithm: draft.algorithm,
        ...given({ issuer: draft.issuer, audience: draft.audience, subject: draft.subject }),
        ...(draft.keySource === "generated" ? {} : given({ [draft.keySource]: draft[draft.keySource] })),
      };
    case "aksk":
      return {
        ...common,
        ...inHeader,
        type: "aksk",
        schemes: draft.schemes,
        replayProtection: draft.replayProtection,
        ...given({ accessKey: draft.accessKey, secretKey: draft.secretKey }),
      };
    case "oauth2":
      return {
        ...common,
        type: "oauth2",
        accessTokenSeconds: Number(draft.accessTokenSeconds),
        ...(draft.keySource === "publicKey" || draft.keySource === "jwksUri"
          ? given({ [draft.keySource]: draft[draft.keySource] })
          : {}),
      };
  }
};

const given = (fields: Record<string, string>): Record<string, string> =>
  Object.fromEntries(Object.entries(fields).filter(([, value]) => value.trim() !== ""));
