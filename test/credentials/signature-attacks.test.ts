import { createHash, createHmac } from "node:crypto";
import { signApisixSignature } from "@latchkey/signing/apisix-signature/sign-apisix-signature";
import { signAws4 } from "@latchkey/signing/aws4/sign-aws4";
import { signGatewayHmac } from "@latchkey/signing/gateway-hmac/sign-gateway-hmac";
import { signRfc9421 } from "@latchkey/signing/rfc9421/sign-rfc9421";
import { beforeAll, describe, expect, it } from "vitest";
import { eventually } from "../support/management.ts";
import { type Called, type Caller, sharedCalled } from "./called.fixture.ts";
import { type Keys, SIGNING_CLIENTS } from "./clients.fixture.ts";
import { type Outgoing, sendRaw } from "./send-raw.fixture.ts";

let called: Called;
let caller: Caller;
let victim: Caller;
beforeAll(async () => {
  called = await sharedCalled();
  caller = await called.caller({ type: "aksk" });
  victim = await called.caller({ type: "aksk" });
});

const keysOf = ({ secret }: Caller): Keys => ({
  accessKey: secret["accessKey"] ?? "",
  secretKey: secret["secretKey"] ?? "",
});

interface Signed extends Outgoing {
  url: string;
  headers: Record<string, string>;
}

const SIGNERS = {
  aws4: (request: Parameters<typeof signAws4>[0], keys: Keys, at: Date) =>
    signAws4(request, { ...keys, region: "eu", service: "execute-api" }, at),
  "gateway-hmac": signGatewayHmac,
  rfc9421: signRfc9421,
  signature: signApisixSignature,
};
type SchemeName = keyof typeof SIGNERS;
const SCHEMES = ["aws4", "gateway-hmac", "rfc9421", "signature"] as const satisfies SchemeName[];

const BODY = '{"amount":10}';
const make = async (
  scheme: SchemeName,
  { path = "/orders?a=1", method = "POST", body = BODY, at = new Date(), keys = keysOf(caller) } = {},
): Promise<Signed> => {
  const url = called.url(path);
  const headers = { "content-type": "application/json" };
  const request = { method, url, headers, ...(body === "" ? {} : { body }) };
  const added = await SIGNERS[scheme](request, keys, at);
  return { url, method, headers: { ...headers, ...added }, ...(body === "" ? {} : { body }) };
};
const send = ({ url, ...outgoing }: Signed) => sendRaw(url, outgoing);
const seconds = (offset: number) => new Date(Date.now() + offset * 1000);

/** What is changed after the signature was made. */
const ATTACKS: Record<string, (scheme: SchemeName) => Promise<Signed>> = {
  "another path": async (scheme) => ({ ...(await make(scheme)), url: called.url("/admin?a=1") }),
  "a slash more": async (scheme) => ({ ...(await make(scheme)), url: called.url("/orders/x?a=1") }),
  "another service": async (scheme) => ({
    ...(await make(scheme)),
    url: `${called.latchkey.gateway}/${called.other}/orders?a=1`,
  }),
  "another method": async (scheme) => ({ ...(await make(scheme)), method: "PUT" }),
  "another query value": async (scheme) => ({ ...(await make(scheme)), url: called.url("/orders?a=2") }),
  "a query parameter more": async (scheme) => ({
    ...(await make(scheme)),
    url: called.url("/orders?a=1&admin=true"),
  }),
  "the query gone": async (scheme) => ({ ...(await make(scheme)), url: called.url("/orders") }),
  "a repeated query value": async (scheme) => ({
    ...(await make(scheme)),
    url: called.url("/orders?a=1&a=1"),
  }),
  "another body": async (scheme) => ({ ...(await make(scheme)), body: '{"amount":99}' }),
  "a body where none was signed": async (scheme) => ({ ...(await make(scheme, { body: "" })), body: BODY }),
  "the body gone": async (scheme) => {
    const { body: _gone, ...rest } = await make(scheme);
    return rest;
  },
  "a signed header changed": async (scheme) => {
    const signed = await make(scheme);
    return { ...signed, headers: { ...signed.headers, "content-type": "text/html" } };
  },
  "a signed header gone": async (scheme) => {
    const signed = await make(scheme);
    const { "content-type": _gone, ...headers } = signed.headers;
    return { ...signed, headers };
  },
  "another secret": (scheme) => make(scheme, { keys: { ...keysOf(caller), secretKey: "guessed" } }),
  "an empty secret": (scheme) => make(scheme, { keys: { ...keysOf(caller), secretKey: "x" } }),
  "another consumer's access key": (scheme) =>
    make(scheme, { keys: { ...keysOf(caller), accessKey: keysOf(victim).accessKey } }),
  "a guessed access key": (scheme) =>
    make(scheme, { keys: { ...keysOf(caller), accessKey: "LK0000000000000000000000" } }),
  "a date of ten minutes ago": (scheme) => make(scheme, { at: seconds(-600) }),
  "a date in ten minutes": (scheme) => make(scheme, { at: seconds(600) }),
};
/** APISIX's clients sign the target and the date, and whatever they list; ours lists the type. */
const rows = SCHEMES.flatMap((scheme) =>
  Object.entries(ATTACKS).map(([what, attack]) => ({ name: `${scheme}: ${what}`, scheme, attack })),
);

describe("an attack on a signed request", () => {
  it.each(SCHEMES)("is measured against one that goes through: %s", async (scheme) => {
    expect((await send(await make(scheme))).status).toBe(200);
    expect((await send(await make(scheme, { body: "", method: "GET" }))).status).toBe(200);
  });

  it.each(rows)("is refused: $name", async ({ scheme, attack }) => {
    const { status, json } = await send(await attack(scheme));
    expect([status, json.code]).toEqual([401, "invalid-credential"]);
  });

  it.each(SCHEMES)("is refused for another host: %s", async (scheme) => {
    const signed = await make(scheme);
    if (scheme === "signature") return expect(Object.keys(signed.headers)).not.toContain("host");
    const headers = { ...signed.headers, Host: "evil.example" };
    expect((await send({ ...signed, headers })).status).toBe(401);
  });

  it.each(SCHEMES)(
    "with a header added that nobody signed tells the upstream no more than the client did: %s",
    async (scheme) => {
      const signed = await make(scheme);
      const { status, json } = await send({
        ...signed,
        headers: { ...signed.headers, "X-Consumer-Id": "con_evil", "X-Note": "hello" },
      });
      expect([status, json.headers["x-consumer-id"], json.headers["x-note"]]).toEqual([
        200,
        [caller.consumer.id],
        ["hello"],
      ]);
    },
  );
});

describe("schemes", () => {
  it("that the credential does not list are refused", async () => {
    const only = await called.caller({ type: "aksk", schemes: ["rfc9421"] });
    for (const scheme of SCHEMES)
      expect((await send(await make(scheme, { keys: keysOf(only) }))).status).toBe(
        scheme === "rfc9421" ? 200 : 401,
      );
  });

  it("take an imported access key too", async () => {
    const imported = await called.caller({
      type: "aksk",
      accessKey: "AKIDEXAMPLE",
      secretKey: "an-imported-secret-key",
    });
    for (const scheme of SCHEMES)
      expect((await send(await make(scheme, { keys: keysOf(imported) }))).status).toBe(200);
  });

  it("may stand as a whole in another header where the credential says so", async () => {
    const moved = await called.caller({ type: "aksk", in: [{ where: "header", name: "X-Sign" }] });
    const { headers, ...signed } = await make("aws4", { keys: keysOf(moved) });
    const { authorization = "", ...rest } = headers;
    const { status, json } = await send({ ...signed, headers: { ...rest, "x-sign": authorization } });
    expect([status, json.headers["x-sign"]]).toEqual([200, undefined]);
    expect((await send({ ...signed, headers })).status).toBe(401);
  });
});

describe("unsigned payloads", () => {
  const unsigned = async (keys: Keys) => {
    const url = called.url("/upload");
    const { host, pathname } = new URL(url);
    const date = `${new Date().toISOString().slice(0, 19).replace(/[-:]/g, "")}Z`;
    const names = "host;x-amz-content-sha256;x-amz-date";
    const canonical = `PUT\n${pathname}\n\nhost:${host}\nx-amz-content-sha256:UNSIGNED-PAYLOAD\nx-amz-date:${date}\n\n${names}\nUNSIGNED-PAYLOAD`;
    const scope = `${date.slice(0, 8)}/eu/s3/aws4_request`;
    const toSign = `AWS4-HMAC-SHA256\n${date}\n${scope}\n${createHash("sha256").update(canonical).digest("hex")}`;
    const key = [date.slice(0, 8), "eu", "s3", "aws4_request"].reduce<string | Buffer>(
      (secret, part) => createHmac("sha256", secret).update(part).digest(),
      `AWS4${keys.secretKey}`,
    );
    const signature = createHmac("sha256", key).update(toSign).digest("hex");
    const authorization = `AWS4-HMAC-SHA256 Credential=${keys.accessKey}/${scope}, SignedHeaders=${names}, Signature=${signature}`;
    return {
      url,
      method: "PUT",
      headers: { "x-amz-date": date, "x-amz-content-sha256": "UNSIGNED-PAYLOAD", authorization },
    };
  };

  it("let no body through, or any where the credential says so", async () => {
    const request = await unsigned(keysOf(caller));
    expect((await send(request)).status).toBe(200);
    expect((await send({ ...request, body: "x" })).status).toBe(401);
    const free = await called.caller({ type: "aksk", allowUnsignedPayload: true });
    expect((await send({ ...(await unsigned(keysOf(free))), body: "x" })).status).toBe(200);
  });
});

describe("replay protection", () => {
  it.each(SCHEMES)("takes each signature once, however it is sent again: %s", async (scheme) => {
    const careful = await called.caller({ type: "aksk", replayProtection: true });
    const signed = await make(scheme, { keys: keysOf(careful) });
    const answers = await Promise.all(Array.from({ length: 8 }, () => send(signed)));
    expect(answers.map(({ status }) => status).sort()).toEqual([200, ...Array(7).fill(401)]);
    const again = { ...signed, headers: { ...signed.headers, "X-Note": "another" } };
    expect((await send(again)).status).toBe(401);
  });

  it.each(SCHEMES)("is not used up by a body that does not fit: %s", async (scheme) => {
    const careful = await called.caller({ type: "aksk", replayProtection: true });
    const signed = await make(scheme, { keys: keysOf(careful) });
    expect((await send({ ...signed, body: "forged" })).status).toBe(401);
    expect((await send(signed)).status).toBe(200);
    expect((await send(signed)).status).toBe(401);
  });

  it("covers signatures that are completed over the body, and a failed completion burns none", async () => {
    const careful = await called.caller({ type: "aksk", replayProtection: true });
    const captured: Signed[] = [];
    const keys = keysOf(careful);
    const { headers, body, method, url } = await untold(keys);
    captured.push({ url, method, headers, body });
    for (const signed of captured) {
      expect((await send({ ...signed, body: "forged" })).status).toBe(401);
      expect((await send(signed)).status).toBe(200);
      expect((await send(signed)).status).toBe(401);
    }
  });

  it("is off unless it was asked for", async () => {
    const signed = await make("aws4");
    expect([(await send(signed)).status, (await send(signed)).status]).toEqual([200, 200]);
  });
});

/** A signature over a body whose digest no header tells: pending at the authorizer. */
const untold = async (
  keys: Keys,
  body = BODY,
): Promise<Required<Pick<Signed, "url" | "method" | "headers" | "body">>> => {
  const url = called.url("/orders");
  const { host, pathname } = new URL(url);
  const date = `${new Date().toISOString().slice(0, 19).replace(/[-:]/g, "")}Z`;
  const digest = (text: string) => createHash("sha256").update(text).digest("hex");
  const canonical = `POST\n${pathname}/\n\nhost:${host}\nx-gateway-date:${date}\n\nhost;x-gateway-date\n${digest(body)}`;
  const toSign = `HMAC-SHA256\n${date}\n${digest(canonical)}`;
  const signature = createHmac("sha256", keys.secretKey).update(toSign).digest("hex");
  const authorization = `HMAC-SHA256 Access=${keys.accessKey}, SignedHeaders=host;x-gateway-date, Signature=${signature}`;
  return { url, method: "POST", headers: { "x-gateway-date": date, authorization }, body };
};

describe("a signature that waits for the body", () => {
  it("tells nothing of a consumer before it holds: not even that it may not call", async () => {
    const stranger = await called.make.consumer("callers");
    const { secret } = await called.make.credential(stranger, { type: "aksk" });
    const signed = await untold({ accessKey: secret.accessKey, secretKey: "guessed" });
    expect((await send(signed)).json.code).toBe("invalid-credential");
    const known = await untold({ accessKey: secret.accessKey, secretKey: secret.secretKey });
    const { status, json } = await send(known);
    expect([status, json.code]).toEqual([403, "no-subscription"]);
  });

  it("records no use until it holds, and then records it", async () => {
    const fresh = await called.caller({ type: "aksk" });
    const path = `/v1/consumers/${fresh.consumer.id}/credentials/${fresh.credential.id}`;
    const lastUsedAt = async () => (await called.root("GET", path)).body.lastUsedAt;
    await send({ ...(await untold(keysOf(fresh))), body: "forged" });
    expect(await lastUsedAt()).toBeUndefined();
    const begun = Date.now();
    await send(await untold(keysOf(fresh)));
    expect(Date.parse(await eventually(lastUsedAt, (at) => at !== undefined))).toBeGreaterThanOrEqual(begun);
  });

  it("is never given on the management API", async () => {
    const client = SIGNING_CLIENTS["curl --aws-sigv4, execute-api"];
    const machine = await called.make.consumer("callers");
    const { secret } = await called.make.credential(machine, { type: "aksk" });
    await called.make.subscription(machine, "latchkey");
    const body = JSON.stringify({ name: "made-by-curl", team: "callers" });
    const headers = { "Content-Type": "application/json" };
    const url = `${called.latchkey.control}/v1/consumers`;
    const refused = await client?.(url, { method: "POST", path: "", headers, body }, secret);
    expect(refused?.status).toBe(401);
    const digest = createHash("sha256").update(body).digest("hex");
    const told = { ...headers, "x-amz-content-sha256": digest };
    const made = await client?.(url, { method: "POST", path: "", headers: told, body }, secret);
    expect(made?.status).toBe(201);
    const other = await client?.(
      url,
      { method: "POST", path: "", headers: told, body: body.replace("made", "forged") },
      secret,
    );
    expect(other?.status).toBe(401);
  });
});
