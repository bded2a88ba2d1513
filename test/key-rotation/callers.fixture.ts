import { generateKeyPairSync, randomBytes } from "node:crypto";
import { signAws4 } from "@latchkey/signing/aws4/sign-aws4";
import aws4 from "aws4";
import { exportJWK, type JSONWebKeySet, SignJWT } from "jose";
import type { Making } from "../support/making.ts";

/** One way to call, with what a client of that kind sends. */
export interface Caller {
  kind: string;
  /** @param now milliseconds since the epoch, as Latchkey has it */
  request(url: string, now: number): Promise<RequestInit>;
}

const issuer = generateKeyPairSync("ec", { namedCurve: "P-256" });
export const issuerKeys = async (): Promise<JSONWebKeySet> => ({
  keys: [{ ...(await exportJWK(issuer.publicKey)), kid: "issuer-1", alg: "ES256", use: "sig" }],
});

const body = JSON.stringify({ hello: "world" });

/** A caller of each kind of credential, with a subscription of its own to the service. */
export const makeCallers = async (
  make: Making,
  team: string,
  service: string,
  keysUrl: string,
): Promise<Caller[]> => {
  const issue = async (fields: object): Promise<Record<string, string>> => {
    const consumer = await make.consumer(team);
    await make.subscription(consumer, service);
    return (await make.credential(consumer, fields)).secret;
  };
  const withHeaders = (headers: Record<string, string>): RequestInit => ({ headers });
  const fixed = (kind: string, headers: Record<string, string>): Caller => ({
    kind,
    request: async () => withHeaders(headers),
  });

  const minted = await issue({});
  const imported = `imported-${randomBytes(16).toString("hex")}`;
  await issue({ apiKey: imported });
  const basic = await issue({ type: "basic" });
  const shared = await issue({ type: "jwt", issuer: "https://shared.example", subject: "app" });
  await issue({
    type: "jwt",
    algorithm: "ES256",
    issuer: "https://keys.example",
    subject: "app",
    jwksUri: keysUrl,
  });
  const signing = await issue({ type: "aksk" });
  const pending = await issue({ type: "aksk" });

  const token = async (alg: string, iss: string, key: Parameters<SignJWT["sign"]>[0], now: number) => {
    const iat = Math.floor(now / 1000);
    const claims = { iss, sub: "app", iat, exp: iat + 600 };
    return withHeaders({
      authorization: `Bearer ${await new SignJWT(claims).setProtectedHeader({ alg, kid: "issuer-1" }).sign(key)}`,
    });
  };

  return [
    fixed("API key", { "x-api-key": minted["apiKey"] ?? "" }),
    fixed("API key, imported", { "x-api-key": imported }),
    fixed("Basic", { authorization: `Basic ${btoa(`${basic["username"]}:${basic["password"]}`)}` }),
    {
      kind: "JWT, shared secret",
      request: (_url, now) =>
        token("HS256", "https://shared.example", new TextEncoder().encode(shared["secret"]), now),
    },
    {
      kind: "JWT, the issuer's keys",
      request: (_url, now) => token("ES256", "https://keys.example", issuer.privateKey, now),
    },
    {
      kind: "access key",
      request: async (url, now) => {
        const { accessKey = "", secretKey = "" } = signing;
        const signed = await signAws4({ method: "POST", url, body }, { accessKey, secretKey }, new Date(now));
        return { method: "POST", body, headers: signed };
      },
    },
    {
      kind: "access key, body not told",
      request: async (url, now) => {
        const { host, pathname, search } = new URL(url);
        const at = `${new Date(now).toISOString().slice(0, 19).replace(/[-:]/g, "")}Z`;
        const { headers = {} } = aws4.sign(
          {
            ...{ host, method: "POST", path: pathname + search, body, service: "execute-api", region: "eu" },
            headers: { "X-Amz-Date": at, "Content-Type": "application/json" },
          },
          { accessKeyId: pending["accessKey"] ?? "", secretAccessKey: pending["secretKey"] ?? "" },
        );
        const { Host: _host, "Content-Length": _length, ...sent } = headers as Record<string, string>;
        return { method: "POST", body, headers: sent };
      },
    },
  ];
};
