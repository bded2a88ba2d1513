import { generateKeyPairSync } from "node:crypto";
import type { JWTPayload } from "jose";
import type { Called } from "../credentials/called.fixture.ts";
import {
  ASSERTION_TYPE,
  assertionOf,
  basicOf,
  type Client,
  type clientsOf,
  type Form,
  GRANT,
} from "./oauth2.fixture.ts";

/** Whom requests to the token endpoint may be in the name of. */
export interface Attacked {
  called: Called;
  clients: ReturnType<typeof clientsOf>;
  secret: Client;
  /** With scopes. */
  scoped: Client;
  /** With a key in place of a secret. */
  keyed: Client;
  others: Client;
}

export interface Attack {
  form: Form;
  authorization?: string;
  headers?: readonly (readonly [string, string])[];
  path?: string;
  body?: string;
}

/** What each has to be refused with, and what it is. */
export type Attacks = Readonly<
  Record<string, Readonly<Record<string, (w: Attacked) => Attack | Promise<Attack>>>>
>;

export const bySecret = ({ secret }: Attacked, ...more: Form): Attack => ({
  form: [GRANT, ...more],
  authorization: basicOf(secret),
});

export const signed = async (
  { keyed, clients }: Attacked,
  claims: JWTPayload | Record<string, unknown>,
  options: Parameters<typeof assertionOf>[3] = {},
  audience: string | string[] = clients.audiences.control,
): Promise<Attack> => ({
  form: [
    GRANT,
    ASSERTION_TYPE,
    ["client_assertion", await assertionOf(keyed.id, audience, claims as JWTPayload, options)],
  ],
});

export const basic = (text: string): string => `Basic ${Buffer.from(text).toString("base64")}`;
export const stranger = generateKeyPairSync("ec", { namedCurve: "P-256" }).privateKey;
export const now = (): number => Math.floor(Date.now() / 1000);
