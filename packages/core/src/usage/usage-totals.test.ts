import { describe, expect, it } from "vitest";
import { CallRecord } from "./call-record.ts";
import { countInto, mergeInto, noUsage } from "./usage-totals.ts";

const call = (fields: object) =>
  CallRecord.parse({
    requestId: "r",
    at: "2026-03-05T12:00:00.000Z",
    consumer: "con_1",
    slug: "echo",
    status: 200,
    ...fields,
  });
const counted = (...calls: object[]) => {
  const totals = noUsage();
  for (const each of calls) countInto(totals, call(each));
  return totals;
};

describe("totals of calls", () => {
  it.each([
    ["an answer", { upstreamStatus: 200 }, { calls: 1, refused: 0, errors: 0 }],
    [
      "a refusal",
      { status: 403, reason: "scope-missing" },
      { refused: 1, refusedByReason: { "scope-missing": 1 } },
    ],
    ["a refusal without a reason", { status: 403 }, { refused: 1, refusedByReason: { forbidden: 1 } }],
    ["a busy service", { status: 503, reason: "service-busy" }, { refused: 1, errors: 0 }],
    ["the upstream's own 429", { status: 429, upstreamStatus: 429 }, { refused: 1 }],
    ["a fault of the upstream", { status: 503, upstreamStatus: 503 }, { refused: 0, errors: 1 }],
    ["an upstream out of reach", { status: 502 }, { errors: 1 }],
    ["an upstream out of time", { status: 504 }, { errors: 1 }],
    ["a caller that left", { status: 499 }, { calls: 1, refused: 0, errors: 0 }],
  ])("count %s as what it is", (_, fields, totals) => {
    expect(counted(fields)).toMatchObject(totals);
  });

  it("have the durations only of calls that the upstream has answered", () => {
    expect(counted({ durationMs: 5 }, { status: 403, durationMs: 5 }).latency).toEqual({});
    expect(Object.values(counted({ durationMs: 5, upstreamStatus: 200 }).latency)).toEqual([1]);
  });

  it("are merged by adding, whatever a reason is called", () => {
    const one = counted(
      { status: 403, reason: "__proto__", bytesIn: 1 },
      { upstreamStatus: 200, durationMs: 1 },
    );
    const other = counted(
      { status: 403, reason: "constructor" },
      { upstreamStatus: 200, durationMs: 1, tokensIn: 4 },
    );
    mergeInto(one, other);
    expect(one).toMatchObject({ calls: 4, refused: 2, bytesIn: 1, tokensIn: 4, latency: { 0: 2 } });
    expect(one.refusedByReason).toMatchObject({ constructor: 1 });
  });
});
