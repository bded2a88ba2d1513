import type { CallLimits } from "@latchkey/core/limit/admission";
import { Unavailable } from "@latchkey/core/outage";
import { describe, expect, it } from "vitest";
import { aGateway, consumerContext, serviceAt, startUpstream } from "./gateway.fixture.ts";

const MINUTE = { kind: "rate", count: 5, periodSeconds: 60, unit: "calls", mode: "strict" } as const;

const upstream = async () => {
  let reached = 0;
  const { url } = await startUpstream((_request, response) => {
    reached += 1;
    response.setHeader("RateLimit", '"theirs";r=1').setHeader("Vary", "Accept").end("answer");
  });
  return { url, reached: () => reached };
};

const limited = (remaining: number): CallLimits => ({
  admit: async () => {
    const resetAt = Date.now() + 30_000;
    const limits = [{ policy: "plan-rate-limit", rule: MINUTE, windowSeconds: 60, remaining, resetAt }];
    return remaining > 0
      ? { outcome: "admitted", limits, settle: async () => undefined }
      : {
          outcome: "refused",
          code: "rate-limited",
          retryAfterSeconds: 30,
          limits,
          violated: ["plan-rate-limit"],
        };
  },
});

const down: CallLimits = { admit: async () => Promise.reject(new Unavailable("no counters")) };

describe("a call over its limit", () => {
  it("is refused with the time to try again and the state of its limits", async () => {
    const { url, reached } = await upstream();
    const gateway = aGateway(serviceAt(url), { limits: limited(0) });
    const { status, json, header } = await gateway.send();
    expect(status).toBe(429);
    expect(json()).toMatchObject({
      code: "rate-limited",
      detail: expect.stringMatching(
        /^At most 5 calls in 60 seconds \(plan-rate-limit\)\. The next call is let in at \S+Z, in 30 seconds\.$/,
      ),
      "violated-policies": ["plan-rate-limit"],
    });
    expect(header("retry-after")).toEqual(["30"]);
    expect(header("ratelimit")).toEqual(['"plan-rate-limit";r=0;t=30']);
    expect(header("ratelimit-policy")).toEqual(['"plan-rate-limit";q=5;w=60']);
    expect(header("x-ratelimit-remaining")).toEqual(["0"]);
    expect(gateway.lines[0]).toMatchObject({ status: 429, code: "rate-limited", consumer: "con_1" });
    expect(reached()).toBe(0);
  });
});

describe("a call within its limit", () => {
  it("carries the state of its limits, in place of the upstream's own", async () => {
    const { url } = await upstream();
    const { status, header } = await aGateway(serviceAt(url), { limits: limited(3) }).send();
    expect(status).toBe(200);
    expect(header("ratelimit")).toEqual(['"plan-rate-limit";r=3;t=30']);
    expect(header("vary")).toEqual(["Accept"]);
  });
});

describe("while no counter answers", () => {
  it("calls are refused, and their lines say why", async () => {
    const { url, reached } = await upstream();
    const gateway = aGateway(serviceAt(url), { limits: down });
    const { status, json } = await gateway.send();
    expect(status).toBe(503);
    expect(json()).toMatchObject({ code: "unavailable" });
    expect(gateway.lines[0]).toMatchObject({ counters: "failed-closed" });
    expect(reached()).toBe(0);
  });

  it("calls go through where the service wants it so, and their lines say so", async () => {
    const { url } = await upstream();
    const gateway = aGateway(serviceAt(url, { whenCountersFail: "open" }), { limits: down });
    expect((await gateway.send()).status).toBe(200);
    expect(gateway.lines[0]).toMatchObject({ status: 200, counters: "failed-open" });
    expect(gateway.faults).toHaveLength(1);
  });
});

describe("a body over the size that a consumer or its plan may send", () => {
  const limits = JSON.stringify({ "request-size": { maxBytes: 4 } });
  it.each([
    ["the consumer", consumerContext({ limits }), {}],
    [
      "the plan",
      consumerContext({ plan: "small" }),
      { plans: [{ name: "small", limits: { "request-size": { maxBytes: 4 } } }] },
    ],
  ])("is refused: %s", async (_what, authorizer, fields) => {
    const { url, reached } = await upstream();
    const gateway = aGateway(serviceAt(url, fields));
    const send = (text: string) => gateway.send({ method: "POST", body: Buffer.from(text), authorizer });
    const { status, json } = await send("12345");
    expect([status, json()]).toMatchObject([413, { code: "payload-too-large" }]);
    expect((await send("1234")).status).toBe(200);
    expect(reached()).toBe(1);
  });
});

it("a context whose limits cannot be read forwards nothing", async () => {
  const { url, reached } = await upstream();
  const gateway = aGateway(serviceAt(url));
  expect((await gateway.send({ authorizer: consumerContext({ limits: "{" }) })).status).toBe(500);
  expect(reached()).toBe(0);
});

it("a plan that the remembered service lacks is looked for again, so that its limits hold from the first call", async () => {
  const { url } = await upstream();
  const before = serviceAt(url);
  const after = serviceAt(url, { plans: [{ name: "new", limits: { "request-size": { maxBytes: 1 } } }] });
  let stored = before;
  const gateway = aGateway(before, { serviceBySlug: async () => stored });
  expect((await gateway.send()).status).toBe(200);
  stored = after;
  const authorizer = consumerContext({ plan: "new" });
  expect((await gateway.send({ method: "POST", body: Buffer.from("12"), authorizer })).status).toBe(413);
});
