import { reachOfOneMachine } from "@latchkey/functions/egress/reach";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { answering, connecting, MODES, PRIVATE, startPrivateUpstream } from "./ssrf.fixture.ts";
import { NEVER, NEVER_BY_NAME } from "./ssrf-rows.ts";

let upstream: Awaited<ReturnType<typeof startPrivateUpstream>>;
beforeAll(async () => {
  upstream = await startPrivateUpstream();
});
afterAll(() => upstream.stop());
beforeEach(() => Object.assign(upstream.seen, { connections: 0, requests: 0 }));

const WHO = ["upstream", "jwks", "webhook"] as const;

describe.each(Object.entries(MODES))("a deployed stage, %s", (_mode, reach) => {
  it.each(NEVER)("never connects to %s", async (url) => {
    const { resolve, asked } = answering(["127.0.0.1"]);
    const ask = connecting(reach, resolve);
    for (const who of WHO) expect([who, await ask[who]?.(url)]).toEqual([who, { came: "refused" }]);
    expect(asked).toEqual([]);
  });

  it.each(NEVER_BY_NAME)("never connects to %s, which is said to be at %s %s", async (url, ...answers) => {
    const { resolve } = answering(answers);
    const ask = connecting(reach, resolve);
    for (const who of WHO) expect([who, await ask[who]?.(url)]).toEqual([who, { came: "refused" }]);
  });

  it("never connects to a port of this machine, whatever listens there", async () => {
    for (const host of ["127.0.0.1", "localhost", "[::1]", "upstream.test"]) {
      const ask = connecting(reach, answering(["127.0.0.1"]).resolve);
      for (const who of WHO)
        expect(await ask[who]?.(`https://${host}:${upstream.port}/`)).toEqual({ came: "refused" });
    }
    expect(upstream.seen.connections).toBe(0);
  });
});

describe.skipIf(PRIVATE === undefined)(`a host in a private network, at ${PRIVATE}`, () => {
  const vpc = MODES["private ones in what is allowed"] ?? reachOfOneMachine;
  const at = (path = "/") => `https://upstream.test:${upstream.port}${path}`;

  it.each(WHO)("is reached as %s by the name that its team is allowed", async (who) => {
    const { resolve, asked } = answering([PRIVATE ?? ""]);
    const ask = connecting(vpc, resolve);
    expect(await ask[who]?.(at())).toEqual({ came: "answered", status: 200 });
    expect([upstream.seen.requests, asked]).toEqual([1, ["upstream.test"]]);
  });

  it.each(WHO)(
    "is reached as %s by its address and by any name where its team is allowed the range",
    async (who) => {
      const literal = PRIVATE?.includes(":") ? `[${PRIVATE}]` : PRIVATE;
      const ask = connecting(vpc, answering([PRIVATE ?? ""]).resolve);
      // Connected to: the certificate is then of another name.
      await ask[who]?.(`https://${literal}:${upstream.port}/`, "ranged");
      expect(upstream.seen.connections).toBe(1);
      expect(await ask[who]?.(at(), "ranged")).toEqual({ came: "answered", status: 200 });
    },
  );

  it.each(WHO)(
    "is not reached as %s by another team, by another name, or where nothing is allowed",
    async (who) => {
      const { resolve } = answering([PRIVATE ?? ""]);
      const refused = { came: "refused" };
      expect(await connecting(vpc, resolve)[who]?.(at(), "callers")).toEqual(refused);
      expect(await connecting(vpc, resolve)[who]?.(`https://other.test:${upstream.port}/`)).toEqual(refused);
      const literal = PRIVATE?.includes(":") ? `[${PRIVATE}]` : PRIVATE;
      expect(await connecting(vpc, resolve)[who]?.(`https://${literal}:${upstream.port}/`)).toEqual(refused);
      const publicOnly = MODES["public addresses only"] ?? reachOfOneMachine;
      expect(await connecting(publicOnly, resolve)[who]?.(at())).toEqual(refused);
      expect(upstream.seen.connections).toBe(0);
    },
  );

  it.each(WHO)("that answers with a redirect is not followed as %s", async (who) => {
    const { resolve, asked } = answering([PRIVATE ?? ""]);
    expect(await connecting(vpc, resolve)[who]?.(at("/redirect"))).toEqual({ came: "answered", status: 302 });
    expect([upstream.seen.connections, asked]).toEqual([1, ["upstream.test"]]);
  });

  it.each(WHO)(
    "whose name is looked up otherwise later is judged again as %s, once for each connection",
    async (who) => {
      const { resolve, asked } = answering(["127.0.0.1"], [PRIVATE ?? ""], ["169.254.169.254"]);
      const ask = connecting(vpc, resolve);
      expect(await ask[who]?.(at())).toEqual({ came: "refused" });
      expect(await ask[who]?.(at())).toEqual({ came: "answered", status: 200 });
      expect(asked).toHaveLength(2);
      // The connection that was judged may stay open; a new one is judged by what its own look-up finds.
      expect(await connecting(vpc, resolve)[who]?.(at())).toEqual({ came: "refused" });
      expect([upstream.seen.connections, asked.length]).toEqual([1, 3]);
    },
  );

  it.each(["upstream", "webhook"])(
    "gives an open connection as %s to no team that may not open one",
    async (who) => {
      const ask = connecting(vpc, answering([PRIVATE ?? ""]).resolve);
      expect(await ask[who]?.(at())).toEqual({ came: "answered", status: 200 });
      expect(await ask[who]?.(at(), "callers")).toEqual({ came: "refused" });
      expect(await ask[who]?.(at(), "ranged")).toEqual({ came: "answered", status: 200 });
      expect(upstream.seen.connections).toBe(2);
    },
  );
});

describe("one machine", () => {
  it.each([
    "http://169.254.169.254/",
    "http://[fd00:ec2::254]/",
    "http://169.254.170.2/",
    "http://[fe80::1]/",
    "http://0xa9fea9fe/",
  ])("never connects to %s either", async (url) => {
    const ask = connecting(reachOfOneMachine, answering(["169.254.169.254"]).resolve);
    for (const who of ["upstream", "jwks"]) {
      expect(await ask[who]?.(url)).toEqual({ came: "refused" });
      expect(await ask[who]?.("http://upstream.test/")).toEqual({ came: "refused" });
    }
  });

  it.each(["127.0.0.1", "localhost", "[::1]", "[::ffff:7f00:1]", "0x7f.1"])(
    "never connects to the runtime API of its Lambda, though it may to the rest of loopback: %s",
    async (host) => {
      const ask = connecting(reachOfOneMachine, answering(["127.0.0.1"]).resolve);
      for (const who of ["upstream", "jwks"]) {
        expect(await ask[who]?.(`http://${host}:9001/`)).toEqual({ came: "refused" });
        expect(await ask[who]?.(`https://${host}:${upstream.port}/`)).not.toEqual({ came: "refused" });
      }
    },
  );
});
