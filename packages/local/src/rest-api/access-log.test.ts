import { ACCESS_LOG } from "@latchkey/functions/routes/access-log";
import { describe, expect, it } from "vitest";
import type { LambdaHandler } from "./lambda-handler.ts";
import { policyAuthorizer, recorder, route, send, startApi } from "./rest-api.fixture.ts";

const CONTEXT = {
  consumerId: "con_1",
  team: "callers",
  credentialId: "crd_1",
  subscriptionId: "sub_1",
  serviceId: "svc_1",
  service: "echo",
};

/** An API whose access log is kept, with a function behind it. */
const startLogged = async (handler: LambdaHandler, effect: "Allow" | "Deny" = "Allow") => {
  const lines: Record<string, string>[] = [];
  const { port } = await startApi({
    routes: [route("ANY", "/{service}/{proxy+}", handler, { authorized: true, timeoutMilliseconds: 50 })],
    authorizer: { handler: policyAuthorizer(effect, { ...CONTEXT, code: "scope-missing" }).handler },
    now: () => 1_772_366_400_000,
    accessLog: { format: JSON.stringify(ACCESS_LOG), write: (line) => lines.push(JSON.parse(line)) },
  });
  return {
    lines,
    call: (path = "/echo/x?a=secret", body?: Buffer) =>
      send(port, path, body ? { method: "POST", body } : {}),
  };
};

const WHO = {
  consumer: "con_1",
  team: "callers",
  credential: "crd_1",
  subscription: "sub_1",
  serviceId: "svc_1",
  slug: "echo",
};

describe("what the API answers itself is in its access log", () => {
  it("with who called, where the function was too late", async () => {
    const { lines, call } = await startLogged(() => new Promise(() => undefined));
    const answer = await call();
    expect(lines).toEqual([
      {
        at: "1772366400000",
        requestId: answer.headers["x-amz-apigw-id"],
        method: "GET",
        route: "/{service}/{proxy+}",
        status: "504",
        answeredBy: "INTEGRATION_TIMEOUT",
        latencyMs: "0",
        integrationMs: "-",
        integrationStatus: "-",
        authorizerMs: "-",
        authorizerStatus: "-",
        bytes: String(answer.body.length),
        sourceIp: "127.0.0.1",
        ...WHO,
        code: "scope-missing",
      },
    ]);
  });

  it("with who called, where the function broke or could not be handed the body", async () => {
    const broken = await startLogged(async () => {
      throw new Error("broken");
    });
    await broken.call();
    expect(broken.lines).toMatchObject([{ ...WHO, status: "502", answeredBy: "DEFAULT_5XX" }]);
    const large = await startLogged(recorder().handler);
    await large.call("/echo/x", Buffer.alloc(7 * 1024 * 1024));
    expect(large.lines).toMatchObject([{ ...WHO, status: "413", answeredBy: "REQUEST_TOO_LARGE" }]);
  });

  it("with a dash for what is not known", async () => {
    const { lines, call } = await startLogged(recorder().handler);
    await call("/nowhere");
    expect(lines).toMatchObject([
      { consumer: "-", route: "-", status: "403", answeredBy: "MISSING_AUTHENTICATION_TOKEN" },
    ]);
  });

  it("also what the authorizer refuses", async () => {
    const { lines, call } = await startLogged(recorder().handler, "Deny");
    await call();
    expect(lines).toMatchObject([{ status: "403", answeredBy: "ACCESS_DENIED", code: "scope-missing" }]);
  });

  it("and nothing that a client wrote", async () => {
    const { lines, call } = await startLogged(() => new Promise(() => undefined));
    await call("/client-wrote/this?or=that");
    expect(JSON.stringify(lines)).not.toMatch(/client-wrote|or=that/);
  });
});

it("the answer of the function is not written: its own log has it", async () => {
  const { lines, call } = await startLogged(recorder().handler);
  expect((await call()).status).toBe(200);
  expect(lines).toEqual([]);
});
