import { describe, expect, it } from "vitest";
import { exchange, recorder, route, send, startApi } from "./rest-api.fixture.ts";

const targetTooLong = { statusCode: 414, template: "the firewall's own" };
const started = async (overrides = {}) => {
  const { events, handler } = recorder();
  const { port } = await startApi({ routes: [route("ANY", "/{proxy+}", handler)], ...overrides });
  return { events, port };
};

describe("a request over API Gateway's 10,240 bytes", () => {
  it.each<[string, string, string[], number]>([
    ["in its target is 414", `/x?q=${"x".repeat(10_240)}`, [], 414],
    ["in its path is 414", `/${"x".repeat(12_000)}`, [], 414],
    ["in its target, most of it, is 414", `/x?q=${"x".repeat(6000)}`, ["A", "y".repeat(4500)], 414],
    ["in its headers is 431", "/x", ["A", "y".repeat(10_240)], 431],
    ["in its headers, most of it, is 431", `/x?q=${"x".repeat(4500)}`, ["A", "y".repeat(6000)], 431],
    ["by much is 431", "/x", ["A", "y".repeat(70_000)], 431],
    ["by nothing is answered", `/x?q=${"x".repeat(9000)}`, [], 200],
  ])("%s", async (_what, path, headers, status) => {
    const { events, port } = await started();
    expect((await send(port, path, { headers })).status).toBe(status);
    expect(events).toHaveLength(status === 200 ? 1 : 0);
  });

  it("is answered as what stands in front of the API would, where something does", async () => {
    const { port } = await started({ targetTooLong });
    const answer = await send(port, `/x?q=${"x".repeat(10_240)}`);
    expect([answer.status, answer.body]).toEqual([414, targetTooLong.template]);
  });
});

describe("a target in absolute form (RFC 9112, section 3.2.2)", () => {
  const line = (target: string, host: string) =>
    `GET ${target} HTTP/1.1\r\nHost: ${host}\r\nConnection: close\r\n\r\n`;

  it.each([
    ["with a path", "http://a.test/x/y?b=1", "/x/y"],
    ["over https", "https://a.test/x", "/x"],
    ["in capitals", "HTTP://A.TEST/x", "/x"],
    ["with an encoded path", "http://a.test/a%2Fb", "/a%2Fb"],
  ])("is read as its path: %s", async (_what, target, path) => {
    const { events, port } = await started();
    expect(await exchange(port, line(target, "a.test"))).toMatch(/^HTTP\/1\.1 200 /);
    expect(events[0]?.path).toBe(path);
  });

  it.each([
    ["of another host", "http://b.test/x", "a.test"],
    ["of another port", "http://a.test:81/x", "a.test"],
    ["with a user", "http://u@a.test/x", "a.test"],
    ["of another scheme", "ftp://a.test/x", "a.test"],
  ])("is 400: %s", async (_what, target, host) => {
    const { events, port } = await started();
    expect(await exchange(port, line(target, host))).toMatch(/^HTTP\/1\.1 400 /);
    expect(events).toEqual([]);
  });
});
