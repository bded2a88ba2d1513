import { generateKeyPairSync, randomUUID } from "node:crypto";
import { decodeJwt, type JWTPayload, SignJWT } from "jose";
import { beforeAll } from "vitest";
import { type Called, type Caller, sharedCalled } from "../credentials/called.fixture.ts";
import { type Received, sendRaw } from "../credentials/send-raw.fixture.ts";

/** A client with what it keeps secret, and the consumer that it is of. */
export interface Client extends Caller {
  id: string;
  password: string;
}

export type Form = readonly (readonly [name: string, value: string])[];

interface Asking {
  /** In place of Basic with the client's name and secret; nothing for none. */
  authorization?: string | undefined;
  headers?: readonly (readonly [string, string])[];
  from?: string;
  path?: string;
  body?: string;
}

export const GRANT = ["grant_type", "client_credentials"] as const;
export const ASSERTION_TYPE = [
  "client_assertion_type",
  "urn:ietf:params:oauth:client-assertion-type:jwt-bearer",
] as const;

export const basicOf = ({ id, password }: Pick<Client, "id" | "password">): string =>
  `Basic ${Buffer.from(`${id}:${password}`).toString("base64")}`;

/** What clients do at one Latchkey. */
export const clientsOf = (called: Called) => {
  const { control, gateway } = called.latchkey;
  const send = (path: string, form: Form, asking: Asking = {}): Promise<Received> =>
    sendRaw(`${control}${asking.path ?? path}`, {
      method: "POST",
      headers: [
        ...(asking.headers?.some(([name]) => name === "Content-Type")
          ? []
          : [["Content-Type", "application/x-www-form-urlencoded"] as const]),
        ...(asking.authorization === undefined ? [] : [["Authorization", asking.authorization] as const]),
        ...(asking.headers ?? []),
      ],
      body: asking.body ?? new URLSearchParams(form.map(([name, value]) => [name, value])).toString(),
      ...(asking.from === undefined ? {} : { from: asking.from }),
    });
  const ask = (form: Form, asking: Asking = {}) => send("/oauth2/token", form, asking);
  const tokenOf = async (client: Client, ...more: Form): Promise<string> => {
    const { status, json, text } = await ask([GRANT, ...more], { authorization: basicOf(client) });
    if (status !== 200) throw new Error(text);
    return json.access_token;
  };
  return {
    send,
    ask,
    tokenOf,
    revoke: (client: Client, token: string) =>
      send("/oauth2/revoke", [["token", token]], { authorization: basicOf(client) }),
    client: async (fields: object = {}, subscription: object = {}): Promise<Client> => {
      const caller = await called.caller({ type: "oauth2", ...fields }, subscription);
      const { clientId: id = "", clientSecret: password = "" } = caller.secret;
      return { ...caller, id, password };
    },
    call: (token: string, url = called.url(), headers: Record<string, string> = {}) =>
      fetch(url, { headers: { Authorization: `Bearer ${token}`, ...headers } }),
    audiences: { control, gateway, endpoint: `${control}/oauth2/token` },
  };
};

export const { publicKey, privateKey } = generateKeyPairSync("ec", { namedCurve: "P-256" });
export const PUBLIC_PEM = publicKey.export({ format: "pem", type: "spki" }).toString();

const seconds = () => Math.floor(Date.now() / 1000);

/** What a client signs to prove itself (RFC 7523). */
export const assertionOf = (
  clientId: string,
  audience: string | string[],
  claims: JWTPayload = {},
  { key = privateKey, alg = "ES256" }: { key?: Parameters<SignJWT["sign"]>[0]; alg?: string } = {},
): Promise<string> =>
  new SignJWT({
    iss: clientId,
    sub: clientId,
    aud: audience,
    jti: randomUUID(),
    iat: seconds(),
    exp: seconds() + 60,
    ...claims,
  })
    .setProtectedHeader({ alg })
    .sign(key);

export const claimsOf = (token: string) => decodeJwt(token);
export const shared = () => sharedCalled();

/** What is called, and what clients do there, for the tests of a file. */
export const calledByClients = () => {
  let called: Called;
  let clients: ReturnType<typeof clientsOf>;
  beforeAll(async () => {
    called = await shared();
    clients = clientsOf(called);
  });
  return { called: () => called, clients: () => clients };
};
