import { aConsumer, aCredential } from "@latchkey/core/testing/records";
import { describe, expect, it } from "vitest";
import { anAuthorizer } from "./provider.fixture.ts";
import { restEvent } from "./provider-event.fixture.ts";
import { allKnownOf } from "./refusal-line.ts";

const RECEIVED = Date.parse("2026-03-01T12:00:00.123Z");

describe("the line of a refused call", () => {
  it("has the time at which API Gateway received it and the id that no client chooses, as the access log has", async () => {
    const { handler, apiKey, refusals, consumer } = anAuthorizer({ status: "suspended" });
    const headers = { "X-API-Key": apiKey };
    const about = { headers, extendedRequestId: "extended-1", requestTimeEpoch: RECEIVED };
    await handler(restEvent({ ...about, apiId: "gatewayapi" }));
    expect(refusals).toMatchObject([
      {
        at: "2026-03-01T12:00:00.123Z",
        requestId: "extended-1",
        reason: "subscription-suspended",
        consumer: consumer.id,
      },
    ]);
  });

  it("has that id in front of a provider's API too: a chosen one would let many refusals be one", async () => {
    const { handler, apiKey, refusals } = anAuthorizer({ status: "suspended" });
    await handler(restEvent({ headers: { "X-API-Key": apiKey }, extendedRequestId: "extended-2" }));
    expect(refusals).toMatchObject([{ requestId: "extended-2" }]);
  });
});

describe("those whom a refusal concerns", () => {
  const presenter = (id: string) => ({ consumer: aConsumer({ id }), credential: aCredential() });
  const consumersOf = (...ids: string[]) => {
    const [known, ...others] = ids.map(presenter);
    return allKnownOf({
      kind: "unauthenticated",
      reason: "ambiguous-token",
      ...(known ? { known } : {}),
      ...(others.length > 0 ? { others } : {}),
    }).map(({ consumer }) => consumer);
  };

  it("name both consumers of an ambiguous token, each in a line, and one line names no consumer", () => {
    expect(consumersOf("con_a", "con_b")).toEqual(["con_a", "con_b"]);
    expect(consumersOf("con_a")).toEqual(["con_a"]);
    expect(consumersOf()).toEqual([undefined]);
  });
});
