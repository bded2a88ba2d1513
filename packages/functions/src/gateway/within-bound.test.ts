import { describe, expect, it } from "vitest";
import { aGateway, serviceAt, startUpstream } from "./gateway.fixture.ts";

/** An upstream that answers when it is let. */
const holding = async () => {
  const waiting: (() => void)[] = [];
  const { url } = await startUpstream((_request, response) => {
    response.write("begun ");
    waiting.push(() => response.end("done"));
  });
  const reached = async (count: number) => {
    while (waiting.length < count) await new Promise((resolve) => setImmediate(resolve));
  };
  return { url, waiting, reached };
};

describe("a service with as many calls in flight as may", () => {
  it.each([
    ["its own bound", { maxConcurrentCalls: 2 }, 200],
    ["the stage's bound", {}, 2],
    ["the stage's bound, lower than its own", { maxConcurrentCalls: 5 }, 2],
  ])("refuses one more by %s, until one has ended", async (_which, fields, maxConcurrentCalls) => {
    const { url, waiting, reached } = await holding();
    const asked = { claims: 0, counted: 0 };
    const gateway = aGateway(serviceAt(url, fields), {
      maxConcurrentCalls,
      uses: {
        claim: async () => {
          asked.claims += 1;
          return true;
        },
        record: async () => undefined,
      },
      limits: {
        admit: async () => {
          asked.counted += 1;
          return { outcome: "admitted", limits: [], settle: async () => undefined };
        },
      },
    });
    const running = [gateway.send(), gateway.send()];
    await reached(2);
    const { status, json, header } = await gateway.send();
    expect([status, json(), header("retry-after")]).toMatchObject([503, { code: "service-busy" }, ["1"]]);
    expect(gateway.lines[0]).toMatchObject({
      status: 503,
      code: "service-busy",
      consumer: "con_1",
      serviceId: "svc_1",
    });
    // It has used up nothing: neither its signature nor a limit.
    expect(asked).toEqual({ claims: 2, counted: 2 });
    waiting[0]?.();
    await Promise.race(running);
    const another = gateway.send();
    await reached(3);
    for (const end of waiting) end();
    expect((await Promise.all([...running, another])).map(({ text }) => text)).toEqual(
      Array(3).fill("begun done"),
    );
  });

  it("counts a call no more that its caller has left, or whose upstream broke", async () => {
    const { url, reached } = await holding();
    const gateway = aGateway(serviceAt(url, { maxConcurrentCalls: 1 }));
    const left = gateway.start();
    await reached(1);
    left.sink.stream.destroy();
    await left.done;
    const broken = aGateway(serviceAt("http://127.0.0.1:1", { maxConcurrentCalls: 1 }));
    expect([(await broken.send()).status, (await broken.send()).status]).toEqual([502, 502]);
    const again = gateway.start();
    await reached(2);
    again.sink.stream.destroy();
    await again.done;
  });
});
