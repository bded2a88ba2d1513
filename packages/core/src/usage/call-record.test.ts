import { expect, it } from "vitest";
import { CallRecord, isRefusal, isRefusedForService } from "./call-record.ts";

const call = { requestId: "r", at: "2026-03-05T12:00:00.000Z", consumer: "con_1", slug: "echo", status: 200 };

it.each([
  [200, undefined, false, false],
  [401, "bad-signature", true, false],
  [403, "scope-missing", true, false],
  [413, "payload-too-large", true, false],
  [429, "rate-limited", true, false],
  [503, undefined, false, false],
  [503, "service-busy", true, true],
  [508, "loop-detected", true, true],
  [404, "rate-limited", false, false],
])(
  "a call answered %d for %s is a refusal: %s, for its service: %s",
  (status, reason, refused, forService) => {
    const record = CallRecord.parse({ ...call, status, ...(reason ? { reason } : {}) });
    expect([isRefusal(record), isRefusedForService(record)]).toEqual([refused, forService]);
  },
);

it.each([
  ["a negative size", { bytesIn: -1 }],
  ["half a byte", { bytesOut: 0.5 }],
  ["an id that is too long", { consumer: "c".repeat(101) }],
  ["a reason that is too long", { reason: "r".repeat(65) }],
  ["no id of its request", { requestId: "" }],
  ["a time that is none", { at: "today" }],
])("is none with %s", (_, wrong) => {
  expect(CallRecord.safeParse({ ...call, ...wrong }).success).toBe(false);
});
