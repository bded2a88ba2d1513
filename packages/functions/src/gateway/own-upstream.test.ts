import { once } from "node:events";
import { get } from "node:http";
import { describe, expect, it, onTestFinished } from "vitest";
import { ForbiddenAddress } from "../egress/guarded-lookup.ts";
import { guardedSockets } from "../egress/guarded-sockets.ts";
import { ownHosts } from "../egress/own-hosts.ts";
import { aGateway, serviceAt, startUpstream } from "./gateway.fixture.ts";

const service = (url: string) => serviceAt(url, { upstream: { url, timeoutSeconds: 5, sealedHeaders: {} } });

describe("an upstream that is the stage itself", () => {
  it.each(["127.0.0.1", "localhost", "[::ffff:127.0.0.1]", "0.0.0.0", "2130706433"])(
    "is told as 502, and never asked: %s",
    async (host) => {
      let reached = 0;
      const { url } = await startUpstream((_request, response) => {
        reached += 1;
        response.end("open");
      });
      const { port } = new URL(url);
      const own = ownHosts(`:${port},!${url}/open`);
      const gateway = aGateway(service(`http://${host}:${port}`), { own });
      const { status, json } = await gateway.send({ path: "/echo/v1" });
      expect([status, json()]).toMatchObject([502, { code: "upstream-unreachable" }]);
      expect(gateway.lines[0]).toMatchObject({ cause: "ForbiddenAddress" });
      expect(reached).toBe(0);
      // What is open to everybody is no way to the rest, at either end of the path.
      const open = aGateway(service(`${url}/open`), { own });
      expect((await open.send()).text).toBe("open");
      const named = await gateway.send({ path: `/echo//127.0.0.1:${port}/open` });
      expect([named.status, reached]).toEqual([502, 1]);
      for (const path of ["/echo/../v1", "/echo/%2e%2e/v1"])
        expect((await open.send({ path })).status).toBe(400);
      expect(reached).toBe(1);
    },
  );

  it("is known by where its name leads, as nothing else tells it", async () => {
    const { url } = await startUpstream((_request, response) => response.end("reached"));
    const { port } = new URL(url);
    const sockets = guardedSockets(
      {
        connectTimeout: 2000,
        allowHttp: true,
        mayConnect: () => true,
        own: ownHosts(`:${port}`),
        resolve: (_name, _options, done) => done(null, [{ address: "127.0.0.1", family: 4 }]),
      },
      {},
    );
    onTestFinished(() => sockets.destroy());
    const asked = once(get({ host: "any.test", port, agent: sockets.for("http:") }), "response");
    await expect(asked).rejects.toThrow(ForbiddenAddress);
  });
});
