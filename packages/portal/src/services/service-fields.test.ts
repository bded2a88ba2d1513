import { describe, expect, it } from "vitest";
import type { Service } from "../api/resources.ts";
import { INPUTS, parseHeaders, serviceFields, servicePatch } from "./service-fields.ts";

const service: Service = {
  id: "svc_1",
  revision: 3,
  createdAt: "2026-01-01T00:00:00Z",
  updatedAt: "2026-01-01T00:00:00Z",
  slug: "echo",
  name: "Echo",
  team: "demo",
  kind: "rest",
  upstream: { url: "https://echo.example", timeoutSeconds: 30, headerNames: ["X-Secret"] },
  approvalRules: [],
  whenCountersFail: "closed",
  usageEvent: "ask",
  assertion: false,
  visibility: "public",
  approval: "manual",
  approvers: ["a@example.com"],
  approvalsNeeded: 1,
  plans: [],
  tags: ["demo"],
  status: "draft",
};

describe("the change of a service", () => {
  it("is empty when nothing was changed: write-only headers stay as they are", () => {
    const fields = serviceFields(service);
    expect(servicePatch(fields, fields)).toEqual({});
  });

  it("holds only what was changed; what was emptied is removed", () => {
    const before = serviceFields({ ...service, summary: "Old", cors: { origins: ["*"] } });
    const mine = { ...before, summary: "", origins: "", tags: "a, b", headers: "X-Secret: new" };
    expect(servicePatch(before, mine)).toEqual({
      summary: null,
      cors: null,
      tags: ["a", "b"],
      upstream: { setHeaders: { "X-Secret": "new" } },
    });
  });
});

/** What each input may be changed to. */
const CHANGED: Record<keyof ReturnType<typeof serviceFields>, string> = {
  name: "Other",
  summary: "Other",
  description: "Other",
  tags: "a, b",
  url: "https://other.example",
  timeout: "5",
  headers: "X-Secret: new",
  headersGone: "X-Secret",
  key: "x-api-key: new",
  keys: '[{"name":"first","weight":"1","sentIn":"x-api-key","secret":"new"}]',
  signedFor: "lambda",
  signedRegion: "eu-central-1",
  origins: "https://other.example",
  assertion: "on",
  whenCountersFail: "open",
  maxConcurrentCalls: "5",
  usageEvent: "leave",
  visibility: "private",
  approval: "auto",
  approvers: "b@example.com",
  approvalsNeeded: "2",
  chat: '[{"name":"api","url":"https://hooks.slack.com/x"}]',
  openapi: "{}",
  sampleMethod: "POST",
  samplePath: "/hello",
  sampleHeaders: "X-Kind: a",
  sampleBody: "{}",
};

describe("an input of the form", () => {
  const pairs = Object.entries(INPUTS).flatMap(([field, inputs]) =>
    inputs.map((input) => [input, field] as const),
  );

  it.each(pairs)("%s sets the field %s alone", (input, field) => {
    const before = serviceFields(service);
    expect(Object.keys(servicePatch(before, { ...before, [input]: CHANGED[input] }))).toEqual([field]);
  });

  it("sets some field, each of them", () => {
    expect(pairs.map(([input]) => input).sort()).toEqual(Object.keys(serviceFields(service)).sort());
  });
});

it("calls at once are a number, and as many as the platform allows when they are emptied", () => {
  const before = serviceFields(service);
  expect(servicePatch(before, { ...before, maxConcurrentCalls: "5" })).toEqual({ maxConcurrentCalls: 5 });
  const bounded = serviceFields({ ...service, maxConcurrentCalls: 5 });
  expect(servicePatch(bounded, { ...bounded, maxConcurrentCalls: "" })).toEqual({ maxConcurrentCalls: null });
});

it("a header is set beside the others; all are given anew where the origin changes", () => {
  const before = serviceFields(service);
  const mine = { ...before, headers: "X-New: 1", headersGone: "X-Secret" };
  expect(servicePatch(before, mine)).toEqual({
    upstream: { setHeaders: { "X-Secret": null, "X-New": "1" } },
  });
  expect(servicePatch(before, { ...mine, url: "https://echo.example/v2" }).upstream).toHaveProperty(
    "setHeaders",
  );
  expect(servicePatch(before, { ...mine, url: "https://other.example" })).toEqual({
    upstream: { url: "https://other.example", headers: { "X-New": "1" } },
  });
});

it("a sample is sent whole when a part of it changes, and removed with its path", () => {
  const before = serviceFields(service);
  const mine = { ...before, sampleMethod: "POST", samplePath: " /hello?a=1 ", sampleBody: "{}" };
  const sample = { method: "POST", path: "/hello?a=1", body: "{}" } as const;
  expect(servicePatch(before, mine)).toEqual({ sample });
  const stored = serviceFields({ ...service, sample: { ...sample, headers: { "X-Kind": "a" } } });
  expect(servicePatch(stored, { ...stored, sampleBody: "[]" })).toEqual({
    sample: { ...sample, body: "[]", headers: { "X-Kind": "a" } },
  });
  expect(servicePatch(stored, { ...stored, samplePath: "" })).toEqual({ sample: null });
});

it("a signature is sent whole when a part of it changes, and removed with null", () => {
  const before = serviceFields(service);
  const signed = { ...before, signedFor: "lambda", signedRegion: " eu-central-1 " };
  const auth = { iam: { service: "lambda", region: "eu-central-1" } } as const;
  expect(servicePatch(before, signed)).toEqual({ upstream: { auth } });
  const stored = serviceFields({ ...service, upstream: { ...service.upstream, auth } });
  expect(servicePatch(stored, stored)).toEqual({});
  expect(servicePatch(stored, { ...stored, signedFor: "" })).toEqual({ upstream: { auth: null } });
});

describe("headers as people write them", () => {
  it("are read line by line; a value may hold a colon", () =>
    expect(parseHeaders("A: b:c\n\nX-Y:z ")).toEqual({ A: "b:c", "X-Y": "z" }));
  it("are refused as a whole when one is invalid", () => expect(parseHeaders("A: b\nc")).toBeUndefined());
});
