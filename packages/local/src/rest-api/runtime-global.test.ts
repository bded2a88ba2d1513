import { describe, expect, it } from "vitest";
import { awslambda } from "./lambda-runtime-shim.ts";
import { readableAnswer } from "./readable-answer.ts";
import { route, send, startApi } from "./rest-api.fixture.ts";

describe("the runtime's global", () => {
  it("is there for handlers, and frames a prelude as the real runtime does", async () => {
    expect(Reflect.get(globalThis, "awslambda")).toBe(awslambda);
    const { stream, answer } = readableAnswer();
    awslambda.HttpResponseStream.from(stream, { statusCode: 201 }).write("body");
    stream.end();
    expect(Buffer.concat(await answer.toArray()).toString()).toBe('{"statusCode":201}\0\0\0\0\0\0\0\0body');
    expect(stream.contentType).toBe("application/vnd.awslambda.http-integration-response");
  });
});

describe("a route and a function of which only one streams", () => {
  it("is 502 both ways", async () => {
    const streaming = awslambda.streamifyResponse(async () => {});
    const routes = [route("GET", "/a", streaming), route("GET", "/b", async () => ({}), { streaming: true })];
    const { port } = await startApi({ routes });
    expect((await send(port, "/a")).status).toBe(502);
    expect((await send(port, "/b")).status).toBe(502);
  });
});
