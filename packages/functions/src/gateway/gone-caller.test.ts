import { once } from "node:events";
import { describe, expect, it } from "vitest";
import { aGateway, serviceAt, startUpstream } from "./gateway.fixture.ts";

const service = (url: string, timeoutSeconds = 5) =>
  serviceAt(url, { upstream: { url, timeoutSeconds, sealedHeaders: {} } });

describe("a caller that goes away", () => {
  it("ends the upstream's work while its headers are awaited", async () => {
    const aborted = Promise.withResolvers<void>();
    const arrived = Promise.withResolvers<void>();
    const { url } = await startUpstream((request) => {
      request.on("close", () => aborted.resolve());
      arrived.resolve();
    });
    const gateway = aGateway(service(url));
    const { sink, done } = gateway.start();
    await arrived.promise;
    sink.stream.destroy();
    await Promise.all([aborted.promise, done]);
    expect(gateway.lines[0]).toMatchObject({ status: 499, code: "client-gone" });
  });

  it("ends the upstream's work in the middle of the answer", async () => {
    const aborted = Promise.withResolvers<void>();
    const { url } = await startUpstream((_request, response) => {
      response.on("close", () => aborted.resolve());
      response.write("some");
    });
    const gateway = aGateway(service(url));
    const { sink, done } = gateway.start();
    await once(sink.stream, "data");
    sink.stream.destroy();
    await Promise.all([aborted.promise, done]);
    expect(gateway.lines[0]).toMatchObject({ status: 200, code: "client-gone", bytesOut: 4 });
    expect(gateway.faults).toEqual([]);
  });
});
