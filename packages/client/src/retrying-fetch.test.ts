import { describe, expect, it } from "vitest";
import { NoAnswer } from "./problem.ts";
import { retryingFetch } from "./retrying-fetch.ts";

const answer = (status: number, body: object = {}, headers: Record<string, string> = {}) =>
  new Response(JSON.stringify(body), { status, headers: { "Content-Type": "application/json", ...headers } });

/** A stage that answers these, in turn. */
const scripted = (...answers: (Response | Error)[]) => {
  const seen: { method: string; key: string | null; body: string; redirect: string }[] = [];
  const pauses: number[] = [];
  const send = retryingFetch(
    async (request) => {
      seen.push({
        method: request.method,
        key: request.headers.get("idempotency-key"),
        body: await request.text(),
        redirect: request.redirect,
      });
      const next = answers.shift();
      if (!next || next instanceof Error) throw next ?? new Error("asked too often");
      return next;
    },
    {
      sleep: async (ms) => {
        pauses.push(ms);
      },
    },
  );
  return { seen, pauses, send };
};
const post = () => new Request("http://stage.test/v1/teams", { method: "POST", body: '{"slug":"a"}' });
const broken = () =>
  new TypeError("fetch failed", { cause: Object.assign(new Error("x"), { code: "ECONNRESET" }) });

describe("a request that cannot be answered now", () => {
  it("is sent again with the same body and the same Idempotency-Key", async () => {
    const { seen, pauses, send } = scripted(
      answer(429, {}, { "Retry-After": "2" }),
      broken(),
      answer(409, { code: "idempotency-in-progress" }),
      answer(201),
    );
    expect((await send(post())).status).toBe(201);
    expect(seen.map(({ body }) => body)).toEqual(Array(4).fill('{"slug":"a"}'));
    expect(new Set(seen.map(({ key }) => key)).size).toBe(1);
    expect(seen[0]?.key).toMatch(/^[0-9a-f-]{36}$/);
    expect(pauses).toEqual([2000, 1000, 1500]);
  });

  it("is given up after 4 attempts, with its last answer or with why there is none", async () => {
    const busy = scripted(...[1, 2, 3, 4].map(() => answer(503)));
    expect((await busy.send(post())).status).toBe(503);
    const gone = scripted(broken(), broken(), broken(), broken());
    await expect(gone.send(post())).rejects.toThrow(NoAnswer);
    expect(gone.seen.length).toBe(4);
    await expect(scripted(...[1, 2, 3, 4].map(broken)).send(post())).rejects.toThrow(
      "POST /v1/teams: no answer (ECONNRESET)",
    );
  });

  it("is not sent again where a quota is used up for longer than anybody waits", async () => {
    const { seen, send } = scripted(answer(429, {}, { "Retry-After": "3600" }));
    expect((await send(post())).status).toBe(429);
    expect(seen.length).toBe(1);
  });
});

describe("any other answer", () => {
  it.each([200, 400, 401, 403, 404, 409, 412, 500])("%i is the answer", async (status) => {
    const { seen, send } = scripted(answer(status, { code: "name-taken" }));
    expect((await send(post())).status).toBe(status);
    expect(seen.length).toBe(1);
  });

  it("may have a key that the caller chose, and needs none unless it is a POST; no redirect is followed", async () => {
    const { seen, send } = scripted(answer(200), answer(200));
    await send(new Request("http://stage.test/", { method: "POST", headers: { "Idempotency-Key": "mine" } }));
    await send(new Request("http://stage.test/"));
    expect(seen.map(({ key }) => key)).toEqual(["mine", null]);
    expect(seen.map(({ redirect }) => redirect)).toEqual(["error", "error"]);
  });

  it("is not waited for once the caller has given up", async () => {
    const { seen, send } = scripted(answer(200));
    await expect(send(new Request("http://stage.test/", { signal: AbortSignal.abort() }))).rejects.toThrow();
    expect(seen.length).toBe(0);
  });
});
