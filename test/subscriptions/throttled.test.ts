import { startTestTable, type TestTable } from "@latchkey/aws/testing/dynamodb-for-tests";
import { startWire, type Wire } from "@latchkey/aws/testing/wire";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { making } from "../support/making.ts";
import { asPerson, asRoot, eventually } from "../support/management.ts";
import { type RunningLatchkey, startLatchkey } from "../support/running-latchkey.ts";
import { decide, inbox, linkIn } from "./life.fixture.ts";

/** Requests that are refused before it ends: of those who ask, and of what goes on by itself. */
const REFUSED = 100;
const THROTTLING = {
  status: 400,
  body: {
    __type: "com.amazonaws.dynamodb.v20120810#ThrottlingException",
    message: "Rate exceeded",
  },
};

let engine: TestTable;
let wire: Wire;
let latchkey: RunningLatchkey;
beforeAll(async () => {
  engine = await startTestTable();
  wire = await startWire(engine.endpoint);
  latchkey = await startLatchkey({ DYNAMODB_ENDPOINT: wire.endpoint });
});
afterAll(async () => {
  await latchkey[Symbol.asyncDispose]();
  await wire.stop();
  await engine.stop();
});

describe("A DynamoDB that throttles everything for a while", () => {
  it("holds up what was acknowledged and refuses what is new, and then everything goes on by itself", async () => {
    const make = making(asRoot(latchkey));
    const provider = await make.team();
    const callers = await make.team({ owners: ["sue@callers.test"] });
    const service = await make.service(provider.slug, { approvers: ["ann@providers.test"] });
    const [first, second] = [await make.consumer(callers.slug), await make.consumer(callers.slug)];
    const sue = await asPerson(latchkey, "sue@callers.test");
    const apply = (consumer: { id: string }) =>
      sue("POST", `/v1/consumers/${consumer.id}/subscriptions`, { service: service.slug });

    expect((await apply(first)).status).toBe(201);
    wire.outage = THROTTLING;
    const until = wire.operations.length + REFUSED;
    while (wire.operations.length < until) {
      const answer = await apply(second);
      expect([answer.status, answer.body.code]).toEqual([503, "unavailable"]);
    }
    wire.outage = undefined;

    const applications = () =>
      inbox(latchkey).then((mails) => mails.filter(({ to }) => to === "ann@providers.test"));
    // The bus tries again within a minute.
    const [mail] = await eventually(applications, ({ length }) => length === 1);
    const again = await eventually(
      () => apply(second),
      ({ status }) => status === 201,
    );
    expect(again.status).toBe(201);
    if (!mail) throw new Error("It came.");
    expect((await decide(linkIn(mail), "approve")).status).toBe(200);
    await eventually(applications, ({ length }) => length === 2);
    expect(await applications()).toHaveLength(2);
  });
});
