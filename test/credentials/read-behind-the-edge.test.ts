import { type LoopbackServer, startServer } from "@latchkey/core/testing/loopback-server";
import { edgeReadings, type WireRequest } from "@latchkey/local/composition/edge-readings.fixture";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { SIGNED_QUERIES } from "../clients/cases/signed-queries.ts";
import { HTTP, SIGNERS } from "../clients/row.ts";
import { SIGNING_CLIENTS } from "./clients.fixture.ts";
import { SAMPLES } from "./samples.fixture.ts";

/*
 * What real clients write onto the wire is read behind the stage's edge as without it, so that tests which call a Latchkey without one
 * hold there too. No Latchkey runs here: the requests go through the edge's own function and the adapter.
 */
let recorder: LoopbackServer;
const wire: WireRequest[] = [];
beforeAll(async () => {
  recorder = await startServer((request, response) => {
    const { method = "", url: target = "", rawHeaders } = request;
    const headers = rawHeaders.flatMap((name, index) =>
      index % 2 === 0 ? [[name, rawHeaders[index + 1] ?? ""] as const] : [],
    );
    wire.push({ method, target, headers });
    request.resume();
    response.setHeader("content-type", "application/json");
    response.end("{}");
  });
});
afterAll(() => recorder.stop());

const recorded = async (send: (url: string) => Promise<unknown>, path: string): Promise<WireRequest> => {
  wire.length = 0;
  await send(`${recorder.url}/echo${path}`);
  const [request, ...more] = wire;
  if (!request || more.length > 0) throw new Error(`The client has sent ${wire.length} requests.`);
  return request;
};

const readsAlike = (request: WireRequest) => {
  const readings = edgeReadings(request);
  if (!readings) throw new Error("The request leads to no function.");
  expect(readings.behind).toEqual(readings.direct);
  return readings.direct;
};

const EVERY_BYTE = Uint8Array.from({ length: 256 }, (_, byte) => byte);
const KEYS = { accessKey: "lkak_test", secretKey: "a-secret-of-a-client" };
const samples = [
  ...Object.entries(SAMPLES),
  ...SIGNED_QUERIES.map(([query]) => [`?${query}`, { method: "GET", path: `/orders?${query}` }] as const),
  [
    "every byte",
    { method: "PUT", path: "/x", body: EVERY_BYTE, headers: { "Content-Type": "image/png" } },
  ] as const,
];

describe("a request that a client has signed is read behind the edge as without it", () => {
  it.each(Object.entries(SIGNING_CLIENTS))("%s", async (client, send) => {
    expect(samples.length).toBeGreaterThan(10);
    for (const [, sample] of samples) {
      const read = readsAlike(await recorded((url) => send(url, sample, KEYS), sample.path));
      for (const { headers, query } of read)
        expect([client, JSON.stringify([headers, query])]).toEqual([
          client,
          expect.stringMatching(/lkak_test/),
        ]);
    }
    expect(SIGNERS.every((signer) => signer in SIGNING_CLIENTS)).toBe(true);
  });
});

describe("a request with an Authorization is read behind the edge as without it", () => {
  it.each(Object.entries(HTTP))("%s", async (_, send) => {
    for (const authorization of ["Bearer sk-0123", "Basic YTpi", "AWS4-HMAC-SHA256 Credential=theirs"]) {
      const headers = { Authorization: authorization, "X-Two": "a, b" };
      const read = readsAlike(await recorded((url) => send({ url, key: "ours", headers }), "/x?a=1&a=0"));
      for (const each of read) expect(each.headers).toMatchObject({ authorization: [authorization] });
    }
  });
});
