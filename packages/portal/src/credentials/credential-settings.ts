import type { Credential, CredentialPatch } from "../api/resources.ts";
import { JWT_ALGORITHMS, linesOf, SCHEMES } from "./credential-draft.ts";

/** A credential's settings as the form shows them: text for each input, and empty for what its type does not have. */
export type CredentialSettings = ReturnType<typeof settingsOf>;

export const SUBJECT_CLAIMS = ["sub", "client_id", "azp", "appid", "key"] as const;

/** What a token is checked with. A secret is changed by a rotation, a public key here. */
export type KeyKind = "secret" | "publicKey" | "jwksUri";

/** `several` stays as it is until another place is chosen. */
export const PLACES = ["usual", "header", "query", "cookie", "several"] as const;

const onOff = (on: boolean): string => (on ? "on" : "off");
const linesIn = (values: readonly string[] | undefined): string => values?.join("\n") ?? "";

export const keyKindOf = (credential: Credential): KeyKind => {
  if (credential.type !== "jwt" && credential.type !== "oauth2") return "secret";
  if (credential.publicKey !== undefined) return "publicKey";
  return credential.jwksUri === undefined ? "secret" : "jwksUri";
};

export const settingsOf = (credential: Credential) => {
  const { name, expiresAt, allowedIps, scopes, models, hideCredential, in: places = [] } = credential;
  const jwt = credential.type === "jwt" ? credential : undefined;
  const aksk = credential.type === "aksk" ? credential : undefined;
  const oauth2 = credential.type === "oauth2" ? credential : undefined;
  return {
    name,
    expiresOn: expiresAt?.slice(0, 10) ?? "",
    allowedIps: linesIn(allowedIps),
    scopes: linesIn(scopes),
    models: linesIn(models),
    hideCredential: onOff(hideCredential),
    place: placeOf(places),
    placeName: places.length === 1 ? (places[0]?.name ?? "") : "",
    algorithms: linesIn(jwt?.algorithms),
    issuer: jwt?.issuer ?? "",
    audience: jwt?.audience ?? "",
    subjectClaim: (jwt?.subjectClaim ?? "sub") as string,
    subject: jwt?.subject ?? "",
    keyKind: keyKindOf(credential) as string,
    publicKey: textOfKey((jwt ?? oauth2)?.publicKey),
    jwksUri: (jwt ?? oauth2)?.jwksUri ?? "",
    requireExpiry: onOff(jwt?.requireExpiry ?? true),
    clockSkewSeconds: String((jwt ?? aksk)?.clockSkewSeconds ?? ""),
    maxLifetimeSeconds: String(jwt?.maxLifetimeSeconds ?? ""),
    accessTokenSeconds: String(oauth2?.accessTokenSeconds ?? ""),
    schemes: linesIn(aksk?.schemes),
    replayProtection: onOff(aksk?.replayProtection ?? false),
    allowUnsignedPayload: onOff(aksk?.allowUnsignedPayload ?? false),
  };
};

const placeOf = (places: NonNullable<Credential["in"]>): string =>
  places.length > 1 ? "several" : (places[0]?.where ?? "usual");

/** A PEM as it is, a JWK (RFC 7517) as JSON. */
const textOfKey = (key: string | Readonly<Record<string, unknown>> | undefined): string =>
  key === undefined || typeof key === "string" ? (key ?? "") : JSON.stringify(key, null, 2);

const keyOfText = (text: string): string | Record<string, unknown> => {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === "object" && value !== null ? Object.fromEntries(Object.entries(value)) : text;
  } catch {
    return text;
  }
};

const textOrNone = (text: string): string | null => (text.trim() === "" ? null : text.trim());

/** An empty list would allow nothing: emptied means the restriction goes. */
const listOrNone = (text: string): string[] | null => {
  const lines = linesOf(text);
  return lines.length === 0 ? null : lines;
};

/** Those of the known values that the lines name, in their own order. */
const named = <T extends string>(known: readonly T[], text: string): T[] => {
  const lines = linesOf(text);
  return known.filter((each) => lines.includes(each));
};

type Changed = Exclude<keyof CredentialPatch, "status">;
type Setting<F extends Changed> = {
  /** The inputs that set it. */
  inputs: readonly (keyof CredentialSettings)[];
  /** Undefined where the inputs leave it as it is. */
  value: (mine: CredentialSettings) => CredentialPatch[F] | undefined;
};

/** Every field that the API lets change of a credential: a new one does not compile without its inputs. */
export const SETTINGS: { readonly [F in Changed]-?: Setting<F> } = {
  name: { inputs: ["name"], value: ({ name }) => name.trim() },
  // The time of day is kept unless the day was changed.
  expiresAt: {
    inputs: ["expiresOn"],
    value: ({ expiresOn }) => (expiresOn === "" ? null : `${expiresOn}T23:59:59Z`),
  },
  allowedIps: { inputs: ["allowedIps"], value: ({ allowedIps }) => listOrNone(allowedIps) },
  scopes: { inputs: ["scopes"], value: ({ scopes }) => listOrNone(scopes) },
  models: { inputs: ["models"], value: ({ models }) => listOrNone(models) },
  hideCredential: { inputs: ["hideCredential"], value: ({ hideCredential }) => hideCredential === "on" },
  in: {
    inputs: ["place", "placeName"],
    value: ({ place, placeName }) => {
      const where = (["header", "query", "cookie"] as const).find((each) => each === place);
      if (where !== undefined) return [{ where, name: placeName.trim() }];
      return place === "usual" ? null : undefined;
    },
  },
  algorithm: {
    inputs: ["algorithms"],
    value: ({ algorithms }) => named([...JWT_ALGORITHMS.secret, ...JWT_ALGORITHMS.key], algorithms),
  },
  issuer: { inputs: ["issuer"], value: ({ issuer }) => textOrNone(issuer) },
  audience: { inputs: ["audience"], value: ({ audience }) => textOrNone(audience) },
  subjectClaim: {
    inputs: ["subjectClaim"],
    value: ({ subjectClaim }) => SUBJECT_CLAIMS.find((each) => each === subjectClaim),
  },
  subject: { inputs: ["subject"], value: ({ subject }) => textOrNone(subject) },
  publicKey: {
    inputs: ["keyKind", "publicKey"],
    value: ({ keyKind, publicKey }) => (keyKind === "publicKey" ? keyOfText(publicKey) : undefined),
  },
  jwksUri: {
    inputs: ["keyKind", "jwksUri"],
    value: ({ keyKind, jwksUri }) => (keyKind === "jwksUri" ? jwksUri.trim() : undefined),
  },
  requireExpiry: { inputs: ["requireExpiry"], value: ({ requireExpiry }) => requireExpiry === "on" },
  clockSkewSeconds: {
    inputs: ["clockSkewSeconds"],
    value: ({ clockSkewSeconds }) => Number(clockSkewSeconds),
  },
  maxLifetimeSeconds: {
    inputs: ["maxLifetimeSeconds"],
    value: ({ maxLifetimeSeconds }) => (maxLifetimeSeconds === "" ? null : Number(maxLifetimeSeconds)),
  },
  accessTokenSeconds: {
    inputs: ["accessTokenSeconds"],
    value: ({ accessTokenSeconds }) => Number(accessTokenSeconds),
  },
  schemes: { inputs: ["schemes"], value: ({ schemes }) => named(SCHEMES, schemes) },
  replayProtection: {
    inputs: ["replayProtection"],
    value: ({ replayProtection }) => replayProtection === "on",
  },
  allowUnsignedPayload: {
    inputs: ["allowUnsignedPayload"],
    value: ({ allowUnsignedPayload }) => allowUnsignedPayload === "on",
  },
};

const FIELDS = Object.keys(SETTINGS) as Changed[];

/** What is sent: only what was changed. */
export const settingsPatch = (before: CredentialSettings, mine: CredentialSettings): CredentialPatch => {
  const patch: CredentialPatch = {};
  for (const field of FIELDS) {
    const { inputs, value } = SETTINGS[field];
    const given = inputs.some((input) => mine[input] !== before[input]) ? value(mine) : undefined;
    if (given !== undefined) Object.assign(patch, { [field]: given });
  }
  return patch;
};
