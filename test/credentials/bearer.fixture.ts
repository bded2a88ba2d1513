import { type LoopbackServer, startServer } from "@latchkey/core/testing/loopback-server";
import { afterAll, beforeAll } from "vitest";
import { type Called, sharedCalled } from "./called.fixture.ts";
import { sendRaw } from "./send-raw.fixture.ts";

export let called: Called;
/** What publishes the keys of an issuer. */
export let issuer: { server: LoopbackServer; url: string; keys: object[]; fetches: number };

/** An issuer for the file, beside the Latchkey of this worker. */
export const withIssuer = () => {
  beforeAll(async () => {
    called = await sharedCalled();
    const published = { keys: [] as object[], fetches: 0 };
    const server = await startServer((_request, response) => {
      published.fetches += 1;
      response.end(JSON.stringify({ keys: published.keys }));
    });
    issuer = Object.assign(published, { server, url: `${server.url}/jwks` });
  });
  afterAll(() => issuer.server.stop());
};

export const call = (headers: Record<string, string>, path = "/orders") =>
  sendRaw(called.url(path), { headers });
export const bearer = (jwt: string) => call({ Authorization: `Bearer ${jwt}` });
