import { PassThrough } from "node:stream";
import { pipeline } from "node:stream/promises";
import { expect, it } from "vitest";
import { streamed } from "./response-stream.fixture.ts";
import { open, policyAuthorizer, recorder, route, send, startApi } from "./rest-api.fixture.ts";
import type { StageFault } from "./stage-faults.ts";

const authorized = async (faults: StageFault[]) => {
  const { events, handler } = recorder();
  const authorizer = policyAuthorizer("Allow");
  const { port } = await startApi({
    routes: [route("ANY", "/x", handler, { authorized: true })],
    authorizer: { handler: authorizer.handler },
    binaryMediaTypes: ["*/*"],
    gatewayResponses: { REQUEST_TOO_LARGE: { template: "ours" }, UNAUTHORIZED: { template: "ours" } },
    faults,
  });
  return { port, events, asked: authorizer.events };
};

it("identity-source-refused: each authorized call is 401 by the API's own response, and no authorizer is asked", async () => {
  const { port, events, asked } = await authorized(["identity-source-refused"]);
  expect(await send(port, "/x")).toMatchObject({ status: 401, body: "ours" });
  expect([asked, events]).toEqual([[], []]);
});

it("plain-413: what Lambda's limit refuses is API Gateway's own document", async () => {
  const body = Buffer.alloc(4.6 * 1024 * 1024);
  const call = { method: "POST", body };
  const { port } = await authorized([]);
  expect(await send(port, "/x", call)).toMatchObject({ status: 413, body: "ours" });
  const broken = await authorized(["plain-413"]);
  expect(await send(broken.port, "/x", call)).toMatchObject({
    status: 413,
    body: '{"message":"Request Too Long"}',
  });
});

it("method-overridden: the integration gets the header's method, which the authorizer has not seen", async () => {
  const { port, events, asked } = await authorized(["method-overridden"]);
  await send(port, "/x", {
    method: "POST",
    headers: ["X-HTTP-Method-Override", "delete", "X-Other", "kept"],
  });
  expect(asked[0]).toMatchObject({ httpMethod: "POST", headers: { "X-HTTP-Method-Override": "delete" } });
  expect(events[0]).toMatchObject({ httpMethod: "DELETE", requestContext: { httpMethod: "DELETE" } });
  expect(events[0]?.headers).toMatchObject({ "X-Other": "kept" });
  expect(events[0]?.headers).not.toHaveProperty("X-HTTP-Method-Override");
  await send(port, "/x", { method: "POST" });
  expect(events[1]?.httpMethod).toBe("POST");
});

it("answers-held: nothing comes before the answer is whole, then all of it", async () => {
  const gate = new PassThrough();
  const { port } = await streamed((body) => pipeline(gate, body), undefined, { faults: ["answers-held"] });
  let begun = false;
  const answer = open(port, "/x").then((response) => {
    begun = true;
    return response;
  });
  gate.write("one");
  // Another request goes there and back in the meantime.
  await send(port, "/elsewhere");
  expect(begun).toBe(false);
  gate.end("two");
  expect((await (await answer).toArray()).join("")).toBe("onetwo");
});

it("answers-held: an answer that breaks before it is whole is 502", async () => {
  const run = (body: { write(piece: string): unknown }) => {
    body.write("one");
    throw new Error("broken");
  };
  const { port } = await streamed(run, undefined, { faults: ["answers-held"] });
  expect((await send(port, "/x")).status).toBe(502);
});
