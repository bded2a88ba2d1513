import { createServer, type IncomingMessage, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { spawnCli } from "../cli/run-cli.fixture.ts";
import { type Called, sharedCalled } from "../credentials/called.fixture.ts";
import { sendRaw } from "../credentials/send-raw.fixture.ts";
import { freshName } from "../support/making.ts";

const KEY = `key-of-the-account-${freshName("k")}`.padEnd(24, "0");
const SIGNED = /^AWS4-HMAC-SHA256 Credential=AKIDEXAMPLE\/\d{8}\/eu-central-1\/apigateway\/aws4_request/;

/** API Gateway's own answers, a key a page, after its API reference; the first request is throttled. */
const PAGES: Record<string, object[]> = {
  "/apikeys?includeValues=true&limit=500": [{ id: "k1", name: "Nightly", value: KEY, enabled: true }],
  "/apikeys?includeValues=true&limit=500&position=2": [{ id: "k2", name: "no value", enabled: true }],
  "/usageplans?limit=500": [
    {
      id: "p1",
      name: "basic",
      apiStages: [{ apiId: "api1", stage: "prod" }],
      throttle: { rateLimit: 50, burstLimit: 10 },
      quota: { limit: 1000, offset: 0, period: "MONTH" },
    },
  ],
  "/usageplans/p1/keys?limit=500": [{ id: "k1", type: "API_KEY" }],
};

let called: Called;
let server: Server;
let asked: string[];
let refuses: boolean;
beforeAll(async () => {
  called = await sharedCalled();
  server = createServer((request, response) => {
    const { status, body } = answerTo(request);
    response.writeHead(status, { "content-type": "application/json" }).end(JSON.stringify(body));
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
});
afterAll(() => server.close());

const answerTo = ({ url = "", headers }: IncomingMessage): { status: number; body: object } => {
  asked.push(url);
  if (!SIGNED.test(headers.authorization ?? "") || refuses)
    return { status: 403, body: { __type: "AccessDeniedException", message: "not authorized" } };
  if (asked.length === 1)
    return { status: 429, body: { __type: "TooManyRequestsException", message: "slow down" } };
  const { pathname, searchParams } = new URL(url, "http://fake");
  searchParams.sort();
  const item = PAGES[`${pathname}?${searchParams}`];
  if (item === undefined) return { status: 404, body: { __type: "NotFoundException", message: url } };
  const hasMore = pathname === "/apikeys" && !searchParams.has("position");
  return { status: 200, body: { item, ...(hasMore ? { position: "2" } : {}) } };
};

/** By AWS's own SDK, in a process of its own. */
const moveIn = (team: string, more: Record<string, string> = {}) => {
  const { port } = server.address() as AddressInfo;
  const account = {
    AWS_ENDPOINT_URL_API_GATEWAY: `http://127.0.0.1:${port}`,
    AWS_REGION: "eu-central-1",
    AWS_ACCESS_KEY_ID: "AKIDEXAMPLE",
    AWS_SECRET_ACCESS_KEY: "wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY",
    AWS_EC2_METADATA_DISABLED: "true",
    AWS_CONFIG_FILE: "/dev/null",
    AWS_SHARED_CREDENTIALS_FILE: "/dev/null",
    ...more,
  };
  const words = ["import", "aws", "--live", "--team", team, "--service", `api1=${called.service}`, "--json"];
  return spawnCli(called.latchkey, words, account).ended;
};

describe("an account of AWS that is asked itself, by its SDK", () => {
  it("is imported with every page, also where a request was throttled", async () => {
    [asked, refuses] = [[], false];
    const team = (await called.make.team()).slug as string;
    const { code, printed, told } = await moveIn(team);
    expect([code, told]).toEqual([0, ""]);
    const report = JSON.parse(printed);
    expect(report.created).toBeGreaterThan(3);
    expect(report.skipped.map(({ what }: { what: string }) => what)).toEqual([expect.stringContaining("k2")]);
    expect(asked.length).toBe(5);
    const { status } = await sendRaw(called.url("/today"), { headers: { "x-api-key": KEY } });
    expect(status).toBe(200);
    expect(printed).not.toContain(KEY);
  });

  it.each([
    ["the right", 1, {}, "AccessDeniedException"],
    ["a region", 2, { AWS_REGION: "" }, "Region not accepted"],
    ["credentials", 2, { AWS_ACCESS_KEY_ID: "", AWS_SECRET_ACCESS_KEY: "" }, "Could not load credentials"],
  ])("without %s is not, and says what is needed", async (_what, ends, environment, says) => {
    [asked, refuses] = [[], true];
    const { code, printed, told } = await moveIn("callers", environment);
    expect([code, printed]).toEqual([ends, ""]);
    expect(told).toContain(says);
    expect(told).toContain("apigateway:GET");
  });
});
