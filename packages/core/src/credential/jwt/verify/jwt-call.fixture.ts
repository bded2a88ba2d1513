import { createHmac } from "node:crypto";
import { type ParsedJwt, parseJwt } from "@latchkey/signing/jwt/parse-jwt";
import { createCallReaders } from "../../../call-records/call-readers.ts";
import type { CallRecordStore, FoundNames, IdentityHolder } from "../../../call-records/call-records.ts";
import { seal } from "../../../key-ring/seal.ts";
import type { CallRequest } from "../../../presented/call-request.ts";
import { aJwtCredential } from "../../../testing/credentials.ts";
import { aConsumer, aRing, aService, countingBytes, NOW } from "../../../testing/records.ts";
import { DEFAULT_AUTHORIZER_SETTINGS } from "../../../verdict/authorize.ts";
import { calledTable } from "../../../verdict/called-table.fixture.ts";
import { lookupOf } from "../../part/credential-place.ts";
import type { Position } from "../../part/position.ts";
import type { JwtCredential } from "../jwt-credential.ts";
import { jwtPointer } from "../jwt-pointer.ts";

/* Tokens under a shared secret, and a table of the credentials that they may be of. */

export const ISSUER = "https://issuer.test";
export const BEARER: Position = { where: "header", name: "authorization" };
export const ring = aRing("k1");
const SECRET = "s".repeat(32);

export const aToken = (claims: object = {}, secret = SECRET): string => {
  const part = (value: object) => Buffer.from(JSON.stringify(value)).toString("base64url");
  const signed = `${part({ alg: "HS256" })}.${part({ iss: ISSUER, sub: "ana", exp: NOW / 1000 + 600, ...claims })}`;
  return `${signed}.${createHmac("sha256", secret).update(signed).digest("base64url")}`;
};

export const parsed = (token: string): ParsedJwt => {
  const jwt = parseJwt(token);
  if (!jwt) throw new Error("This is a token.");
  return jwt;
};

/** A credential of the consumer with this number, which proves the tokens above. */
export const credentialOf = (number: number, fields: Partial<JwtCredential> = {}): JwtCredential => {
  const id = `crd_${String(number).padStart(16, "0")}`;
  return aJwtCredential({
    id,
    consumerId: `con_${String(number).padStart(16, "0")}`,
    issuer: ISSUER,
    subject: "ana",
    key: { kind: "secret", secrets: [{ sealed: seal(ring, SECRET, id, countingBytes), encoding: "text" }] },
    ...fields,
  });
};

export const REQUEST: CallRequest = {
  method: "GET",
  path: "/weather/today",
  service: "weather",
  rest: "/today",
  query: [],
  headers: {},
  sourceIp: "192.0.2.1",
  requestId: "request",
};

/** A table of these credentials, which a test may change; `fields` are of their consumers. */
export const jwtTable = (
  credentials: JwtCredential[],
  fields: Parameters<typeof aConsumer>[0] = {},
  owners: FoundNames["owners"] = new Map(),
) => {
  const holders = new Map<string, IdentityHolder[]>();
  for (const { id: credentialId, consumerId, issuer, subjectClaim, subject } of credentials) {
    const pointer = jwtPointer(issuer, subjectClaim, subject);
    const holder = { consumerId, lookup: lookupOf(credentialId), credentialId, team: "callers" };
    holders.set(pointer, [...(holders.get(pointer) ?? []), holder]);
  }
  const store: CallRecordStore = {
    ...calledTable().store,
    read: async ({ callers, service, suspendedTeams }) => ({
      own: callers.map(({ consumerId }) => ({
        credential: credentials.find((each) => each.consumerId === consumerId),
        consumer: aConsumer({ id: consumerId, ...fields }),
        subscription: undefined,
      })),
      ...(service ? { service: { found: aService() } } : {}),
      ...(suspendedTeams ? { suspendedTeams: new Set<string>() } : {}),
    }),
    byToken: async ({ identities }) => ({
      holders: new Map([...holders].filter(([name]) => identities.includes(name))),
      owners,
    }),
  };
  const readers = createCallReaders(store, DEFAULT_AUTHORIZER_SETTINGS);
  return { readerAt: (now: number) => readers.forVerdict(now) };
};
