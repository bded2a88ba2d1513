import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { eventually } from "../support/management.ts";
import { type Egress, startEgress } from "./upstream.fixture.ts";

let egress: Egress;
beforeAll(async () => {
  egress = await startEgress({ LATCHKEY_MAX_CONCURRENT_CALLS: "3" });
});
afterAll(() => egress.stop());

describe("calls at once", () => {
  it.each([0, 4, 1.5, "2"])(
    "a service allows no number like %j, where the stage's is 3",
    async (maxConcurrentCalls) => {
      const { slug } = await egress.make.service("providers");
      expect(await egress.root("PATCH", `/v1/services/${slug}`, { maxConcurrentCalls })).toMatchObject({
        status: 400,
        body: { errors: [{ pointer: "/maxConcurrentCalls" }] },
      });
    },
  );

  it.each([
    ["its own", { maxConcurrentCalls: 1 }, 1],
    ["the stage's", {}, 3],
  ])("are as many as %s bound, and one more is told to wait", async (_whose, fields, most) => {
    const waiting: (() => void)[] = [];
    const served = await egress.service((_request, response) => {
      waiting.push(() => response.end("done"));
    }, fields);
    const running = Array.from({ length: most }, () => served.call("/"));
    await eventually(
      async () => waiting.length,
      (count) => count === most,
    );
    const answer = await served.call("/");
    expect([answer.status, answer.headers.get("retry-after"), await answer.json()]).toMatchObject([
      503,
      "1",
      { code: "service-busy" },
    ]);
    for (const end of waiting) end();
    expect((await Promise.all(running)).map(({ status }) => status)).toEqual(running.map(() => 200));
    const { body } = await eventually(
      () => egress.root("GET", `/v1/consumers/${served.consumer.id}/refusals`),
      (found) => found.body.items.length > 0,
    );
    expect(body.items).toMatchObject([{ reason: "service-busy", service: served.slug }]);
  });

  it("are told to its team, and removed by null", async () => {
    const { slug } = await egress.make.service("providers", { maxConcurrentCalls: 2 });
    expect((await egress.root("GET", `/v1/services/${slug}`)).body.maxConcurrentCalls).toBe(2);
    const { body } = await egress.root("PATCH", `/v1/services/${slug}`, { maxConcurrentCalls: null });
    expect(body).not.toHaveProperty("maxConcurrentCalls");
    expect((await egress.root("GET", `/v1/catalog/${slug}`)).body).not.toHaveProperty("maxConcurrentCalls");
  });
});
