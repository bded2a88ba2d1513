import { beforeAll, describe, expect, it } from "vitest";
import { asPerson, type Send } from "../support/management.ts";
import { ownLatchkey } from "../support/own-latchkey.ts";

const SUE = "sue@callers.test";
const DAY = 86_400_000;

const provider = "provider";
const callers = "callers";
/** The provider has no owner: applications for its services would never be decided. */
const TEAMS = { [provider]: [], [callers]: [SUE] };

const { latchkey, root, make } = ownLatchkey({}, TEAMS);
let sue: Send;
beforeAll(async () => {
  sue = await asPerson(latchkey(), SUE);
});

const PLANS = { plans: [{ name: "month", durationDays: 30 }, { name: "other" }] };

const running = async (fields: object) => {
  const service = await make.service(provider, { ...PLANS, ...fields });
  const consumer = await make.consumer(callers);
  const { id, status, expiresAt } = await make.apply(consumer, service.slug, { plan: "month" });
  if (status === "pending") await make.act({ id }, "approve");
  const act = (action: string, body: object = {}) => sue("POST", `/v1/subscriptions/${id}/${action}`, body);
  return { service, act, expiresAt };
};

const doneBy = ({ history }: { history: { action: string; actor: string }[] }) =>
  history.slice(-2).map(({ action, actor }) => `${action} by ${actor}`);

describe("what is asked of a service that approves automatically", () => {
  const automatic = { approval: "auto", approvers: [] };

  it("is granted at once when it is a renewal, from the old end", async () => {
    const { act, expiresAt } = await running(automatic);
    const { status, body } = await act("renew");
    expect(status).toBe(200);
    expect(body).toMatchObject({ status: "active", revision: 2 });
    expect(body).not.toHaveProperty("renewal");
    expect(Date.parse(body.expiresAt)).toBe(Date.parse(expiresAt) + 30 * DAY);
    expect(doneBy(body)).toEqual([`renew by ${SUE}`, "approve-renewal by service"]);
  });

  it("is granted at once when it is another plan, and the end stays", async () => {
    const { act, expiresAt } = await running(automatic);
    const { status, body } = await act("change-plan", { plan: "other" });
    expect(status).toBe(200);
    expect(body).toMatchObject({ status: "active", plan: "other", expiresAt });
    expect(body).not.toHaveProperty("planChange");
    expect(doneBy(body)).toEqual([`change-plan by ${SUE}`, "approve-plan-change by service"]);
  });

  it("waits for a decision once the service is retired: it would take no application", async () => {
    const { service, act } = await running(automatic);
    await root("PATCH", `/v1/services/${service.slug}`, { status: "retired" });
    expect((await act("renew")).body).toMatchObject({ renewal: { application: 2 } });
  });
});

describe("what is asked of a service with rules", () => {
  it("is decided by the first that fits, as an application for that plan would be", async () => {
    const { act } = await running({
      approvalRules: [
        { plans: ["other"], decision: "reject" },
        { teams: [callers], plans: ["month"], decision: "approve" },
      ],
    });
    const refused = await act("change-plan", { plan: "other" });
    expect(refused.status).toBe(200);
    expect(refused.body).toMatchObject({ status: "active", plan: "month" });
    expect(refused.body).not.toHaveProperty("planChange");
    expect(doneBy(refused.body)).toEqual([`change-plan by ${SUE}`, "reject-plan-change by rule:1"]);
    expect(doneBy((await act("renew")).body)).toEqual([`renew by ${SUE}`, "approve-renewal by rule:2"]);
  });

  it("waits for the approvers when none fits", async () => {
    const { act } = await running({ approvalRules: [{ teams: ["others"], decision: "approve" }] });
    expect((await act("change-plan", { plan: "other" })).body).toMatchObject({
      plan: "month",
      planChange: { plan: "other", application: 2 },
    });
  });
});

describe("the application of a consumer that was deleted", () => {
  it("cannot be approved any more, not even before the clean-up has withdrawn it", async () => {
    const service = await make.service(provider);
    for (let round = 0; round < 5; round += 1) {
      const consumer = await make.consumer(callers);
      const { id } = await make.apply(consumer, service.slug);
      await sue("DELETE", `/v1/consumers/${consumer.id}?confirm=${consumer.name}`);
      expect(await root("POST", `/v1/subscriptions/${id}/approve`, {})).toMatchObject({
        status: 409,
        body: { code: "invalid-transition", state: "withdrawn" },
      });
    }
  });
});
