import { beforeAll, describe, expect, it } from "vitest";
import { asPerson, eventually, type Send } from "../support/management.ts";
import { ownReceivers } from "./own-receivers.fixture.ts";

const { latchkey, root, make, receiver, webhook, moveClock } = ownReceivers();

let owner: Send;
beforeAll(async () => {
  await make.team({ slug: "callers", owners: ["owner@callers.test"] });
  await make.team({ slug: "providers", owners: ["owner@providers.test"] });
  owner = await asPerson(latchkey(), "owner@callers.test");
});

describe("a receiver that fails", () => {
  it("gets the same message again after five seconds", async () => {
    const inbox = await receiver();
    inbox.answer = (response) => {
      response.writeHead(inbox.received.length === 1 ? 500 : 200).end("anything");
    };
    const { team, deliveries } = await webhook(inbox.url, ["consumer.created"]);
    await make.consumer(team);
    const [failed] = await eventually(deliveries, ([item]) => item?.lastStatus === 500 || item?.attempts > 1);
    // On a very busy machine the five seconds are over before it is looked at.
    if (failed.attempts === 1)
      expect(Date.parse(failed.nextAttemptAt) - Date.parse(failed.lastAttemptAt)).toBeGreaterThanOrEqual(
        5000,
      );
    await moveClock(6);
    const [first, second] = await inbox.has(2);
    await moveClock(0);
    expect(second?.headers["webhook-id"]).toBe(first?.headers["webhook-id"]);
    expect(second?.body).toBe(first?.body);
    const [delivery] = await eventually(deliveries, ([item]) => item?.status === "delivered");
    expect(delivery).toMatchObject({ attempts: 2, lastStatus: 200, type: "consumer.created" });
  });

  it("is given up after seven attempts, becomes a dead letter, and is delivered when it is replayed", async () => {
    const inbox = await receiver();
    inbox.answer = (response) => response.writeHead(503).end("internal details");
    const { team, path, id, deliveries } = await webhook(inbox.url, ["consumer.created"]);
    await make.consumer(team);
    await inbox.has(1);
    let clock = 0;
    for (const [index, wait] of [5, 300, 1800, 7200, 18_000, 36_000].entries()) {
      clock += wait + 1;
      await moveClock(clock);
      await eventually(deliveries, ([item]) => item?.attempts >= index + 2 && item?.lastStatus === 503);
    }
    const [dead] = await eventually(deliveries, ([item]) => item?.status === "dead");
    expect(dead).toMatchObject({ attempts: 7, lastError: "the receiver answered 503" });
    expect(JSON.stringify(dead)).not.toContain("internal details");
    expect(inbox.received.length).toBe(7);
    expect(new Set(inbox.received.map(({ headers }) => headers["webhook-id"])).size).toBe(1);
    const listed = await root("GET", `${path}/deliveries?status=dead`);
    expect(listed.body.items.map((each: { id: string }) => each.id)).toEqual([dead.id]);
    const letters = (await root("GET", "/v1/dead-letters?limit=200")).body.items;
    const letter = letters.find((each: { target: { webhook?: string } }) => each.target.webhook === id);
    expect(letter).toMatchObject({ kind: "webhook", reason: expect.stringContaining("503") });

    inbox.answer = (response) => response.writeHead(204).end();
    const replayed = await root("POST", `${path}/deliveries/${dead.id}/replay`, {});
    expect(replayed).toMatchObject({ status: 200, body: { status: "waiting", attempts: 0 } });
    const all = await inbox.has(8);
    expect(all[7]?.headers["webhook-id"]).toBe(all[0]?.headers["webhook-id"]);
    await eventually(deliveries, ([item]) => item?.status === "delivered");

    expect((await root("POST", `/v1/dead-letters/${letter.id}/replay`, {})).status).toBe(200);
    await inbox.has(9);
    await moveClock(0);
    expect((await owner("POST", `/v1/dead-letters/${letter.id}/replay`, {})).status).toBe(403);
  });

  it("does not lead us on by a redirect", async () => {
    const [inbox, inside] = [await receiver(), await receiver()];
    inbox.answer = (response) => response.writeHead(302, { Location: inside.url }).end();
    const { team, deliveries } = await webhook(inbox.url, ["consumer.created"]);
    await make.consumer(team);
    const [delivery] = await eventually(deliveries, ([item]) => item?.lastStatus === 302);
    expect(delivery.status).toBe("waiting");
    expect(inside.received.length).toBe(0);
  });

  it("delays no other request when it hangs", async () => {
    const [hanging, well] = [await receiver(), await receiver()];
    hanging.answer = () => undefined;
    const bad = await webhook(hanging.url, ["consumer.created"]);
    const good = await webhook(well.url, ["consumer.created"]);
    for (let each = 0; each < 30; each += 1) await make.consumer(bad.team);
    await hanging.has(1);
    for (let each = 0; each < 10; each += 1) {
      await make.consumer(good.team);
      await well.has(each + 1);
    }
    // Others are still waiting for the one that hangs.
    expect(hanging.received.length).toBeLessThan(30);
    const [delivery] = await eventually(
      bad.deliveries,
      ([item]) => item?.lastError === "the receiver did not answer in time",
    );
    expect(delivery.status).toBe("waiting");
  });
});
