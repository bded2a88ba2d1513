import { execFile } from "node:child_process";
import { createHmac } from "node:crypto";
import { createServer, type IncomingHttpHeaders, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { promisify } from "node:util";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Credential } from "../../api/resources.ts";
import { COMMON } from "../credentials.fixture.ts";
import { commandsFor as commandsOf } from "./commands.ts";
import type { SampleCall } from "./sample-call.ts";

const run = promisify(execFile);

/** Of no importance to types without tokens of the stage. */
const tokens = { endpoint: "http://127.0.0.1:9/oauth2/token" };
const commandsFor = (call: Omit<SampleCall, "tokens">) => commandsOf({ ...call, tokens });

const apiKey: Credential = { ...COMMON, type: "api-key", imported: true };
const basic: Credential = { ...COMMON, type: "basic", username: "o'neil" };

let server: Server;
let url: string;
let reached: { headers: IncomingHttpHeaders; url: string; body: string }[] = [];

beforeAll(async () => {
  server = createServer(async (request, response) => {
    let body = "";
    for await (const chunk of request) body += chunk;
    reached.push({ headers: request.headers, url: request.url ?? "", body });
    response.end("good");
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/echo/hello`;
});
afterAll(() => server.close());

const runAll = async (commands: Record<"curl" | "javascript" | "python", string>) => {
  reached = [];
  await run("bash", ["-c", commands.curl]);
  await run(process.execPath, ["--input-type=module", "-e", commands.javascript]);
  await run("python3", ["-c", commands.python]);
  return reached;
};

/** A secret that would end the string, the word or the line of each language, were it not quoted. */
const nasty = `a'b"c\\d $(exit 3) \`e\` \${f} #g`;

describe("the commands", () => {
  it("carry an API key as it is, whatever is in it", async () => {
    const calls = await runAll(
      commandsFor({ url, method: "GET", headers: {}, credential: apiKey, secret: { apiKey: nasty } }),
    );
    expect(calls.map(({ headers }) => headers["x-api-key"])).toEqual([nasty, nasty, nasty]);
  });

  it("put it where the credential says", async () => {
    const credential: Credential = { ...apiKey, in: [{ where: "query", name: "k" }] };
    const calls = await runAll(
      commandsFor({ url, method: "GET", headers: {}, credential, secret: { apiKey: "a b&c" } }),
    );
    expect(calls.map((call) => call.url)).toEqual(Array(3).fill("/echo/hello?k=a%20b%26c"));
  });

  it("carry a user and password in UTF-8", async () => {
    const secret = { username: "o'neil", password: "pä$$ 'word" };
    const calls = await runAll(commandsFor({ url, method: "GET", headers: {}, credential: basic, secret }));
    const expected = `Basic ${Buffer.from("o'neil:pä$$ 'word").toString("base64")}`;
    expect(calls.map(({ headers }) => headers.authorization)).toEqual([expected, expected, expected]);
  });

  it("send the body that they show", async () => {
    const body = JSON.stringify({ text: "it's" });
    const calls = await runAll(
      commandsFor({ url, method: "POST", headers: {}, body, credential: apiKey, secret: { apiKey: "k" } }),
    );
    expect(calls.map((call) => [call.body, call.headers["content-type"]])).toEqual(
      Array(3).fill([body, "application/json"]),
    );
  });

  it("read no file of their reader, whatever a provider's sample says", async () => {
    const body = "@/etc/hostname";
    const call = { url: `${url}/[1-3]?{a,b}=1`, method: "PUT", body, headers: { "X-Kind": "$(exit 3)" } };
    const calls = await runAll(commandsFor({ ...call, credential: apiKey, secret: { apiKey: "k" } }));
    expect(calls.map((each) => [each.body, each.headers["x-kind"], each.headers["content-type"]])).toEqual(
      Array(3).fill([body, "$(exit 3)", "text/plain; charset=utf-8"]),
    );
  });

  it.each([
    [undefined, (token: string) => ({ authorization: `Bearer ${token}` })],
    [[{ where: "header", name: "X-Token" }], (token: string) => ({ "x-token": `Bearer ${token}` })],
    [[{ where: "cookie", name: "t" }], (token: string) => ({ cookie: `t=${token}` })],
  ] as const)("carry a token where its credential reads it: %j", async (places, headers) => {
    const credential: Credential = {
      ...COMMON,
      type: "jwt",
      algorithms: ["HS384"],
      issuer: "i",
      subjectClaim: "sub",
      requireExpiry: true,
      clockSkewSeconds: 60,
      ...(places === undefined ? {} : { in: [...places] }),
    };
    const secret = { secret: nasty };
    for (const call of await runAll(commandsFor({ url, method: "GET", headers: {}, credential, secret }))) {
      const [, token = ""] = /(eyJ[\w-]+\.[\w-]+\.[\w-]+)/.exec(JSON.stringify(call.headers)) ?? [];
      const [head = "", claims = "", signature] = token.split(".");
      expect(call.headers).toMatchObject(headers(token));
      expect(JSON.parse(Buffer.from(claims, "base64url").toString())).toMatchObject({
        iss: "i",
        sub: "con_1",
      });
      const expected = createHmac("sha384", nasty).update(`${head}.${claims}`).digest("base64url");
      expect(signature).toBe(expected);
    }
  });

  it.each([
    [["aws4"], /^AWS4-HMAC-SHA256 /],
    [["aws4", "gateway-hmac"], /^HMAC-SHA256 /],
    [["signature"], /^Signature /],
    [["kong"], /^hmac username="ak-1", /],
  ] as const)("sign into the header that the credential is read from: %j", async (schemes, expected) => {
    const credential: Credential = {
      ...COMMON,
      type: "aksk",
      accessKey: "ak-1",
      imported: true,
      schemes: [...schemes],
      clockSkewSeconds: 300,
      replayProtection: false,
      allowUnsignedPayload: false,
      in: [{ where: "header", name: "X-Signed" }],
    };
    const call = { url: `${url}?b=1&a=2`, method: "POST", headers: {}, body: "{}", credential };
    const secret = { accessKey: "ak-1", secretKey: "it's a secret key" };
    for (const { headers, body, url: reachedUrl } of await runAll(commandsFor({ ...call, secret }))) {
      expect(headers["x-signed"]).toMatch(expected);
      expect(headers).not.toHaveProperty("authorization");
      expect([body, reachedUrl]).toEqual(["{}", "/echo/hello?a=2&b=1"]);
    }
  });
});
