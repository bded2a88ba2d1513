import { describe, expect, it } from "vitest";
import { aGateway, type Sent, serviceAt, startUpstream } from "./gateway.fixture.ts";

/** Sends a call to an upstream that counts what reaches it. */
const sent = async (call: Sent) => {
  let reached = 0;
  const { url } = await startUpstream((request, response) => {
    reached += 1;
    response.end(request.url);
  });
  const answer = await aGateway(serviceAt(url)).send(call);
  return { ...answer, reached };
};

const REPLACED = "\ufffd";

describe("a query that API Gateway could not decode", () => {
  it.each<[string, Record<string, string[]>]>([
    ["a value: name=caf%E9", { name: [`caf${REPLACED}`] }],
    ["a name: caf%E9=1", { [`caf${REPLACED}`]: ["1"] }],
    ["one of several values", { tag: ["good", REPLACED] }],
    ["half a pair of surrogates: %ED%A0%80", { q: [`${REPLACED}${REPLACED}${REPLACED}`] }],
    ["an overlong form: %C0%AF", { path: [`${REPLACED}${REPLACED}`] }],
    ["the character itself, which reads alike: %EF%BF%BD", { q: [REPLACED] }],
  ])("is refused and reaches no upstream: %s", async (_what, query) => {
    const { status, json, reached } = await sent({ query });
    expect([status, json(), reached]).toMatchObject([
      400,
      { code: "invalid-path", detail: "The query is not UTF-8." },
      0,
    ]);
  });

  it.each<[string, Record<string, string[]>, string]>([
    ["letters beyond ASCII", { name: ["café"] }, "/x?name=caf%C3%A9"],
    ["beyond the basic plane", { q: ["😀"] }, "/x?q=%F0%9F%98%80"],
    ["control characters", { q: ["a\nb"] }, "/x?q=a%0Ab"],
    ["no value", { flag: [""] }, "/x?flag="],
  ])("is none where it holds %s", async (_what, query, url) => {
    const { status, text, reached } = await sent({ query });
    expect([status, text, reached]).toEqual([200, url, 1]);
  });
});

describe("a request for another protocol", () => {
  it.each([
    ["a WebSocket, as API Gateway hands it on", { "Sec-WebSocket-Key": ["dGhlIHNhbXBsZSBub25jZQ=="] }],
    ["in another case", { "sec-websocket-KEY": ["x"], "sec-websocket-version": ["13"] }],
  ])("is 501, and not forwarded as a plain GET: %s", async (_what, headers) => {
    const { status, json, reached } = await sent({ headers });
    expect([status, reached]).toEqual([501, 0]);
    expect(json()).toMatchObject({
      code: "upgrade-unsupported",
      type: "https://api.latchkey.test/docs/problems#upgrade-unsupported",
      detail: "WebSockets are not forwarded.",
    });
  });
});
