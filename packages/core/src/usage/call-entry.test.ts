import { describe, expect, it } from "vitest";
import { CallEntry, callGroups, NO_SERVICE } from "./call-entry.ts";
import { CallRecord } from "./call-record.ts";

const call = (requestId: string, fields: object = {}) =>
  CallRecord.parse({
    ...{ requestId, at: "2026-03-05T12:00:00.000Z", consumer: "con_1", slug: "echo", status: 200 },
    ...fields,
  });
const covered = { serviceId: "svc_1", subscription: "sub_1" };
const groups = (...calls: CallRecord[]) =>
  callGroups(calls).map((group) => [
    group.consumer,
    group.serviceId,
    group.calls.map(({ requestId }) => requestId),
  ]);

describe("calls that came together", () => {
  it("are nothing of none", () => {
    expect(groups()).toEqual([]);
  });

  it("are apart for each consumer and service; no provider reads what no subscription covers", () => {
    expect(
      groups(
        call("a", covered),
        call("b", { ...covered, consumer: "con_2" }),
        call("c", { ...covered, serviceId: "svc_2" }),
        call("d", { serviceId: "svc_1" }),
        call("e", { subscription: "sub_1" }),
        call("f"),
      ),
    ).toEqual([
      ["con_1", "svc_1", ["a"]],
      ["con_2", "svc_1", ["b"]],
      ["con_1", "svc_2", ["c"]],
      ["con_1", NO_SERVICE, ["d", "e", "f"]],
    ]);
  });

  it("are newest first, and a hundred of a group at most", () => {
    const many = Array.from({ length: 101 }, (_, second) =>
      call(`r${second}`, { at: new Date(Date.UTC(2026, 2, 5) + second * 1000).toISOString() }),
    );
    const [group] = callGroups(many);
    expect(group?.calls).toHaveLength(100);
    expect([group?.calls[0]?.requestId, group?.calls.at(-1)?.requestId]).toEqual(["r100", "r1"]);
  });
});

describe("a call as its team reads it", () => {
  const entry = (fields: object) => callGroups([call("r", fields)])[0]?.calls[0];

  it("has what is known of it, and nothing else", () => {
    const known = { method: "GET", path: "/a", reason: "rate-limited", durationMs: 0, credential: "crd_1" };
    const all = { ...known, status: 429, subscription: "sub_1" };
    expect(
      entry({ ...all, team: "callers", serviceId: "svc_1", bytesIn: 7, tokensIn: 9, model: "m" }),
    ).toEqual({
      ...{ at: "2026-03-05T12:00:00.000Z", requestId: "r", service: "echo" },
      ...all,
    });
    expect(Object.keys(entry({}) ?? {})).toEqual(["at", "requestId", "service", "status"]);
  });

  it.each([
    [200, 200, true],
    [429, 429, true],
    [502, undefined, undefined],
    [413, 200, undefined],
  ])(
    "of status %d, where the upstream said %s, is answered by it: %s",
    (status, upstreamStatus, answered) => {
      const made = entry({ status, ...(upstreamStatus === undefined ? {} : { upstreamStatus }) });
      expect(made?.answered).toBe(answered);
      expect(CallEntry.parse(made)).toEqual(made);
    },
  );
});
