import { createServer } from "node:http";
import { echoWishes } from "@latchkey/functions/probe/echo-wishes";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { listen } from "../rest-api/rest-server.ts";
import { echo } from "./echo.ts";

const server = createServer((request, response) => echo(request, response, "/echo"));
let url: string;
beforeAll(async () => {
  url = `http://127.0.0.1:${await listen(server, { host: "127.0.0.1", port: 0 })}`;
});
afterAll(() => {
  server.closeAllConnections();
  server.close();
});

describe("the demo service echo", () => {
  it("tells what reached it", async () => {
    const answer = await fetch(`${url}/echo/a%2Fb?x=1&x=2&y=`, { method: "POST", body: "hello" });
    expect(await answer.json()).toMatchObject({
      method: "POST",
      path: "/a%2Fb",
      query: { x: ["1", "2"], y: "" },
      headers: { "content-length": "5" },
      body: "hello",
    });
  });

  it("answers with the status and so many bytes as it is asked for", async () => {
    expect((await fetch(`${url}/echo?status=503`)).status).toBe(503);
    const large = await fetch(`${url}/echo?bytes=200001&status=201`);
    expect([large.status, (await large.arrayBuffer()).byteLength]).toEqual([201, 200_001]);
    expect(await (await fetch(`${url}/echo?bytes=0`)).text()).toBe("");
  });

  it("sends the first half of its bytes before it waits", async () => {
    const waiting = new AbortController();
    const answer = await fetch(`${url}/echo?bytes=10&delay=100000`, { signal: waiting.signal });
    const { value } = (await answer.body?.getReader().read()) ?? {};
    expect(value?.length).toBe(5);
    waiting.abort();
  });

  it.each([
    "status=99",
    "status=600",
    "status=1e2",
    "bytes=-1",
    "bytes=16777217",
    "delay=120001",
    "delay=x",
    "bytes=",
  ])("answers as ever where it is asked for what it does not do: %s", (query) => {
    expect(echoWishes(new URLSearchParams(query))).toEqual({ status: 200, delay: 0 });
  });
});
