import { NoAnswer, Problem } from "@latchkey/client/problem";
import { describe, expect, it } from "vitest";
import { carryOut } from "./carry-out.ts";
import type { Step } from "./step.ts";

const step: Step = {
  action: "create",
  kind: "credential",
  name: "weather/nightly/main",
  ask: { method: "POST", path: "/v1/consumers/con_1/credentials", body: {} },
  secretOf: { team: "weather", consumer: "nightly", credential: "main", type: "api-key" },
  mark: "main",
};

/** The marks that are open once the step is over, and the secrets that were handed over. */
const after = async (send: () => Promise<unknown>) => {
  const open = new Set<string>();
  const given: object[] = [];
  await carryOut([[{ steps: [step] }]], {
    latchkey: { send },
    atOnce: 1,
    stop: new AbortController().signal,
    handOver: async (issued) => void given.push(issued.secret),
    begun: { begin: async (mark) => void open.add(mark), end: async (mark) => void open.delete(mark) },
    onDone: () => undefined,
    onFailed: () => undefined,
  });
  return { open: [...open], given };
};

const problem = (status: number, code: string) => () =>
  Promise.reject(new Problem("POST /v1", status, { code }));

describe("The mark of a secret that is being made", () => {
  it.each([
    ["a secret", async () => ({ id: "crd_1", secret: { apiKey: "k" } }), [], [{ apiKey: "k" }]],
    ["a refusal", problem(403, "forbidden"), [], []],
    ["wrong input", problem(400, "invalid-input"), [], []],
    ["that the first request is still running", problem(409, "idempotency-in-progress"), ["main"], []],
    ["a page of another server", problem(403, "unreadable"), ["main"], []],
    ["that it is unavailable", problem(503, "unavailable"), ["main"], []],
    ["nothing", () => Promise.reject(new NoAnswer("POST /v1")), ["main"], []],
  ])("after %s", async (_what, send, open, given) => {
    expect(await after(send)).toEqual({ open, given });
  });
});
