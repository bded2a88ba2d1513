import { seal } from "@latchkey/core/key-ring/seal";
import { aRing, countingBytes, keysOf } from "@latchkey/core/testing/records";
import { describe, expect, it } from "vitest";
import { aGateway, serviceAt, startUpstream } from "./gateway.fixture.ts";
import { upstreamKeyTurns } from "./upstream-key-turns.ts";

const ring = aRing("k1");
const NOW = Date.parse("2026-03-01T12:00:00.000Z");

/** A service with these keys by their weights, at an upstream that answers each key so. */
const setUp = async (
  weights: Readonly<Record<string, number>>,
  answers: Readonly<Record<string, { status: number; retryAfter?: string }>> = {},
) => {
  const came: string[] = [];
  const { url } = await startUpstream((request, response) => {
    const key = String(request.headers["x-key"]);
    came.push(key);
    const { status = 200, retryAfter } = answers[key] ?? {};
    response.writeHead(status, retryAfter === undefined ? {} : { "Retry-After": retryAfter }).end(key);
  });
  const service = serviceAt(url);
  const keys = Object.fromEntries(
    Object.entries(weights).map(([name, weight]) => [
      name,
      { weight, sealedHeaders: { "x-key": seal(ring, name, service.id, countingBytes) } },
    ]),
  );
  const clock = { now: NOW };
  const gateway = aGateway(
    { ...service, upstream: { ...service.upstream, keys } },
    { keys: keysOf(ring), now: () => clock.now },
  );
  const send = () => gateway.send({ headers: { "X-Key": ["the caller's own"] } });
  return { send, came, clock };
};

describe("an upstream with several keys", () => {
  it("gets them in turn, by their weights, and never the caller's own", async () => {
    const { send, came } = await setUp({ a: 2, b: 1 });
    for (let call = 0; call < 6; call += 1) await send();
    expect(came).toEqual(["a", "b", "a", "a", "b", "a"]);
  });

  it.each([
    ["429 with seconds", { status: 429, retryAfter: "30" }, 30],
    ["429 with a date", { status: 429, retryAfter: new Date(NOW + 30_000).toUTCString() }, 30],
    ["429 without a time", { status: 429 }, 60],
    ["401", { status: 401 }, 60],
    ["429 for a year", { status: 429, retryAfter: "99999999" }, 3600],
  ])("lets one rest that is answered %s, and sends the call with another", async (_what, answer, seconds) => {
    const { send, came, clock } = await setUp({ a: 1, b: 1 }, { a: answer });
    expect((await send()).text).toBe("b");
    expect(came).toEqual(["a", "b"]);
    clock.now += seconds * 1000 - 1;
    await send();
    expect(came).toEqual(["a", "b", "b"]);
    clock.now += 1;
    await send();
    await send();
    expect(came.slice(3)).toContain("a");
  });

  it("answers as the upstream does where no key is taken, with three at most", async () => {
    const refused = { status: 429, retryAfter: "5" };
    const { send, came } = await setUp(
      { a: 1, b: 1, c: 1, d: 1 },
      { a: refused, b: refused, c: refused, d: refused },
    );
    const { status, header } = await send();
    expect([status, header("retry-after")]).toEqual([429, ["5"]]);
    expect(new Set(came).size).toBe(3);
    expect(came).toHaveLength(3);
  });

  it("still tries the one that rests for the shortest time where all rest", async () => {
    const { send, came } = await setUp(
      { a: 1, b: 1 },
      { a: { status: 429, retryAfter: "50" }, b: { status: 401 } },
    );
    await send();
    came.length = 0;
    await send();
    expect(came).toEqual(["a"]);
  });
});

it("The turns of a thousand services are remembered, and no more", () => {
  const turns = upstreamKeyTurns();
  const service = (id: string) => ({
    id,
    upstream: {
      url: "",
      timeoutSeconds: 1,
      sealedHeaders: {},
      keys: { a: { weight: 1, sealedHeaders: {} }, b: { weight: 1, sealedHeaders: {} } },
    },
  });
  turns.rest("svc_0", "a", NOW + 1);
  expect(turns.next(service("svc_0"), new Set(), NOW)).toBe("b");
  for (let index = 1; index <= 1000; index += 1) turns.next(service(`svc_${index}`), new Set(), NOW);
  expect(turns.next(service("svc_0"), new Set(), NOW)).toBe("a");
});
