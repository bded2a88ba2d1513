import { once } from "node:events";
import { type ClientRequest, request as httpRequest, type IncomingMessage } from "node:http";
import { buffer, text } from "node:stream/consumers";
import { atRest } from "@latchkey/aws/testing/at-rest";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type RunningGateway, startGateway } from "./gateway.fixture.ts";

let gateway: RunningGateway;
beforeAll(async () => {
  gateway = await startGateway();
});
afterAll(() => gateway.stop());

interface Call {
  method?: string;
  headers?: Record<string, string>;
  body?: Buffer;
}

const open = (path: string, { method = "GET", headers = {}, body }: Call = {}) => {
  const request = httpRequest({ host: "127.0.0.1", port: gateway.port, path, method, headers, agent: false });
  request.on("error", () => undefined);
  request.end(body);
  return request;
};

const answerTo = async (request: ClientRequest): Promise<IncomingMessage> => {
  const [response]: IncomingMessage[] = await once(request, "response");
  if (!response) throw new Error("There is no answer.");
  return response;
};

const send = async (path: string, call?: Call) => {
  const response = await answerTo(open(path, call));
  return { status: response.statusCode, headers: response.headers, body: await text(response) };
};

describe("the gateway, from socket to socket", () => {
  it("is well", async () => {
    expect(await send("/healthz")).toMatchObject({
      status: 200,
      body: '{"status":"ok","version":"1.2.3+abc1234"}',
    });
  });

  it("forwards path and query, and hides the credential", async () => {
    gateway.upstream((request, response) => response.end(`${request.url} ${request.headers["x-api-key"]}`));
    const answer = await send("/echo//a%2Fb/%E2%82%AC/?b=2&a=%C3%BC&b=1+1", {
      headers: { "x-api-key": "secret" },
    });
    expect(answer).toMatchObject({ status: 200, body: "//a%2Fb/%E2%82%AC/?a=%C3%BC&b=2&b=1%201 undefined" });
    expect(answer.headers["x-request-id"]).toBe(answer.headers["x-amz-apigw-id"]);
  });

  it("keeps the slash at the end, and the lack of one", async () => {
    gateway.upstream((request, response) => response.end(request.url));
    expect((await send("/echo")).body).toBe("/");
    expect((await send("/echo/")).body).toBe("/");
    expect((await send("/echo/a")).body).toBe("/a");
    expect((await send("/echo/a/")).body).toBe("/a/");
  });

  it.each(["/echo/../latchkey", "/echo/%2e%2e/latchkey", "/echo/a%2f..%2f..%2fb"])(
    "refuses dot segments: %s",
    async (path) => {
      const { status, headers, body } = await send(path);
      expect(status).toBe(400);
      expect(headers["content-type"]).toBe("application/problem+json");
      expect(JSON.parse(body)).toMatchObject({ code: "invalid-path", instance: path });
    },
  );

  it("forwards bodies of any bytes up to 4 MiB, and refuses one byte more", async () => {
    gateway.upstream(async (request, response) => {
      const body = await buffer(request);
      response.end(`${body.length} ${body[255]}`);
    });
    const most = Buffer.alloc(4_194_304, Buffer.from(Array.from({ length: 256 }, (_, index) => index)));
    expect(await send("/echo/x", { method: "POST", body: most })).toMatchObject({
      status: 200,
      body: "4194304 255",
    });
    const more = await send("/echo/x", { method: "POST", body: Buffer.alloc(4_194_305) });
    expect(more.status).toBe(413);
    expect(JSON.parse(more.body)).toMatchObject({ code: "payload-too-large" });
  });

  it("keeps cookies apart, each for its service alone, and an empty answer empty", async () => {
    gateway.upstream((_request, response) => response.writeHead(204, { "Set-Cookie": ["a=1", "b=2"] }).end());
    const answer = await send("/echo/x");
    expect(answer).toMatchObject({ status: 204, body: "" });
    expect(answer.headers["set-cookie"]).toEqual(["a=1; Path=/echo", "b=2; Path=/echo"]);
  });

  it("answers HEAD with the length alone", async () => {
    gateway.upstream((_request, response) => response.writeHead(200, { "Content-Length": "5" }).end());
    const answer = await send("/echo/x", { method: "HEAD" });
    expect(answer).toMatchObject({ status: 200, body: "" });
    expect(answer.headers["content-length"]).toBe("5");
  });

  it("answers OPTIONS itself", async () => {
    gateway.upstream((_request, response) => response.writeHead(500).end());
    expect((await send("/echo/x", { method: "OPTIONS", headers: { Origin: "https://a.test" } })).status).toBe(
      204,
    );
    expect((await send("/unknown", { method: "OPTIONS" })).status).toBe(204);
  });

  it.each([
    ["with a length", { "Content-Length": "100" }],
    ["in chunks", {}],
  ])("cuts the caller's connection where the answer breaks off %s", async (_what, headers) => {
    let breakOff = () => {};
    gateway.upstream((_request, response) => {
      response.writeHead(200, headers).write("half");
      breakOff = () => response.destroy();
    });
    const response = await answerTo(open("/echo/x"));
    expect(response.statusCode).toBe(200);
    response.once("data", () => breakOff());
    await expect(once(response, "end")).rejects.toMatchObject({ code: "ECONNRESET" });
    expect(gateway.faults.at(-1)?.message).toBe("the answer broke off");
  });

  it("ends the upstream's work when the caller leaves", async () => {
    const closed = Promise.withResolvers<void>();
    gateway.upstream((_request, response) => {
      response.on("close", () => closed.resolve());
      response.write("some");
    });
    const request = open("/echo/x");
    const response = await answerTo(request);
    response.on("error", () => undefined);
    request.destroy();
    await closed.promise;
  });

  it("slows the upstream down to the caller's pace", async () => {
    let written = 0;
    gateway.upstream((_request, response) => {
      const chunk = Buffer.alloc(65_536);
      const more = () => {
        do written += chunk.length;
        while (response.write(chunk) && written < 400_000_000);
      };
      response.on("drain", more);
      more();
    });
    const request = open("/echo/x");
    const response = await answerTo(request);
    response.pause().on("error", () => undefined);
    expect(await atRest(() => written)).toBeLessThan(100_000_000);
    request.destroy();
  });
});
