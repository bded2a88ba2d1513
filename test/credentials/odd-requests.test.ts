import { beforeAll, describe, expect, it } from "vitest";
import { rawHead, rawRequest } from "../hostile-input/raw-request.ts";
import { eventually } from "../support/management.ts";
import { type Called, type Caller, sharedCalled } from "./called.fixture.ts";

let called: Called;
let caller: Caller;
beforeAll(async () => {
  called = await sharedCalled();
  caller = await called.caller({ type: "api-key" });
});

const key = (of: Caller = caller) => `X-API-Key: ${of.secret["apiKey"]}`;
/** `rest` as it is on the wire; the host comes first when `absolute` is set. */
const raw = (line: string, headers: string[] = [key()]) =>
  rawRequest(called.latchkey.gateway, [rawHead(line, headers)]);
const typeOf = (code: string) => `${called.latchkey.control}/docs/problems#${code}`;

describe("a request that is not forwarded as it is", () => {
  it.each<[string, string, string[], number, string, RegExp]>([
    ["a value that is not UTF-8", "/x?name=caf%E9", [], 400, "invalid-path", /query is not UTF-8/],
    ["a name that is not UTF-8", "/x?caf%E9=1", [], 400, "invalid-path", /query is not UTF-8/],
    ["the character for it", "/x?q=%EF%BF%BD", [], 400, "invalid-path", /query is not UTF-8/],
    ["a path that is not UTF-8", "/caf%E9", [], 400, "invalid-path", /path is not valid/],
    ["a path of 1,600 bytes", `/${"x".repeat(1600)}`, [], 414, "target-too-long", /1,500 bytes/],
    ["a path of 5,000 bytes", `/${"x".repeat(5000)}`, [], 414, "target-too-long", /1,500 bytes/],
    ["a query of 11,000 bytes", `/x?q=${"x".repeat(11_000)}`, [], 414, "target-too-long", /10,240 bytes/],
    [
      "a WebSocket",
      "/x",
      ["Upgrade: websocket", "Sec-WebSocket-Version: 13", "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ=="],
      501,
      "upgrade-unsupported",
      /WebSockets/,
    ],
  ])("for %s", async (_what, rest, headers, status, code, detail) => {
    const answer = await raw(`GET /${called.service}${rest}`, [key(), ...headers]);
    expect(answer).toMatchObject({ status, body: { code, status, type: typeOf(code) } });
    expect(answer.body.detail).toMatch(detail);
    expect(answer.body.requestId).toMatch(/\S/);
  });

  it.each([
    ["a query of 8,000 bytes", `/x?q=${"x".repeat(8000)}`],
    ["letters beyond ASCII", "/x?name=caf%C3%A9"],
  ])("is it for nothing less: %s", async (_what, rest) => {
    const answer = await raw(`GET /${called.service}${rest}`);
    expect([answer.status, answer.body.url]).toEqual([200, rest]);
  });

  it("is it for a target in absolute form, where that names another host", async () => {
    const path = `/${called.service}/x`;
    expect(await raw(`GET http://127.0.0.1${path}`)).toMatchObject({ status: 200, body: { url: "/x" } });
    expect((await raw(`GET http://elsewhere.test${path}`)).status).toBe(400);
  });
});

describe("what API Gateway itself answers", () => {
  it("may be read by scripts of the portal, and of no other origin", async () => {
    const { headers, status } = await fetch(`${called.latchkey.gateway}/${called.service}/x`);
    expect([status, headers.get("access-control-allow-origin")]).toEqual([401, called.latchkey.control]);
  });
});

describe("an identified consumer is told in the detail", () => {
  const told = async (service: string, of: Caller) =>
    (
      await fetch(`${called.latchkey.gateway}/${service}/x`, {
        headers: { "X-API-Key": of.secret["apiKey"] ?? "" },
      })
    ).json();

  it("since when its application waits, and of which plan", async () => {
    const { slug } = await called.make.service("providers", { plans: [{ name: "gold" }] });
    const { appliedAt } = await called.make.apply(caller.consumer, slug);
    expect(await told(slug, caller)).toMatchObject({
      code: "subscription-pending",
      type: typeOf("subscription-pending"),
      detail: `The subscription of ${caller.consumer.name} to ${slug}, plan gold, waits for a decision since ${appliedAt}.`,
    });
  });

  it("which scope it needs", async () => {
    const scopes = [
      { name: "day.read", paths: ["/day"] },
      { name: "x.read", paths: ["/x"] },
    ];
    const { slug } = await called.make.service("providers", { approval: "auto", scopes });
    await called.make.apply(caller.consumer, slug, { scopes: ["day.read"] });
    expect(await told(slug, caller)).toMatchObject({
      code: "scope-missing",
      detail: expect.stringMatching(/: x\.read\.$/),
    });
  });

  it("which list keeps its address out", async () => {
    const other = await called.caller({ type: "api-key", allowedIps: ["192.0.2.0/24"] });
    expect(await told(called.service, other)).toMatchObject({
      code: "ip-not-allowed",
      detail: `The list allowedIps of the credential ${other.credential.id} does not let 127.0.0.1 in.`,
    });
  });

  it("which limit refused it, and when it lets the next call in", async () => {
    const { slug } = await called.make.service("providers", {
      approval: "auto",
      plans: [{ name: "small", limits: { quota: { count: 1, period: "day" } } }],
    });
    await called.make.apply(caller.consumer, slug);
    await told(slug, caller);
    const refused = await eventually(
      () => told(slug, caller),
      ({ code }) => code === "quota-exceeded",
    );
    expect(refused).toMatchObject({
      detail: expect.stringMatching(
        /^At most 1 call a day \(plan-quota\)\. .*T00:00:00\.000Z, in \d+ seconds\.$/,
      ),
      "violated-policies": ["plan-quota"],
    });
  });
});
