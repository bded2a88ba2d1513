import { describe, expect, it } from "vitest";
import { ABOUT, after, applied, approved, at, event, reads } from "./notifications-for.fixture.ts";
import { notificationsFor } from "./notifications-for.ts";

describe("A decision", () => {
  it("is told to the person who applied, with the reason and what has become of it", async () => {
    const rejected = after(applied, { do: "reject" }, "ann@example.com", "No capacity.");
    const notices = await notificationsFor(event("subscription.rejected"), reads(rejected));
    expect(notices).toEqual([
      {
        kind: "decision",
        to: "carl@example.com",
        key: "evt_1#decision#carl@example.com",
        data: {
          ...ABOUT,
          decision: "rejected",
          by: "provider",
          reason: "No capacity.",
          decidedAt: at,
          status: "rejected",
          machineApplied: false,
        },
      },
    ]);
  });

  it("is told to the owners of the consumer's team when a machine applied", async () => {
    const machine = after({ ...applied, applicant: { id: "con_9" } }, { do: "approve", term: {} });
    const notices = await notificationsFor(event("subscription.approved"), reads(machine));
    expect(notices.map(({ to }) => to)).toEqual(["sue@example.com", "tom@example.com"]);
    expect(notices[0]?.data).toMatchObject({ decision: "approved", machineApplied: true });
  });

  it.each([
    ["rule:2", "rule"],
    ["service", "service"],
    ["ann@example.com", "provider"],
  ])("by %s is told as one by %s", async (actor, by) => {
    const decided = after(applied, { do: "approve", term: {} }, actor);
    const [notice] = await notificationsFor(event("subscription.approved"), reads(decided));
    expect(notice?.data).toMatchObject({ by });
  });

  it("is told although the subscription was suspended since, and says so", async () => {
    const suspended = after(approved, { do: "suspend" });
    const [notice] = await notificationsFor(event("subscription.approved"), reads(suspended));
    expect(notice?.data).toMatchObject({ decision: "approved", status: "suspended" });
  });

  it("that the history does not record causes no mail", async () => {
    expect(await notificationsFor(event("subscription.approved"), reads(applied))).toEqual([]);
    expect(await notificationsFor(event("subscription.rejected"), reads(approved))).toEqual([]);
  });
});

describe("A renewal or a change of plan", () => {
  const running = after(applied, { do: "approve", term: { durationDays: 30 } });
  const renewing = after(running, { do: "renew" }, "tom@example.com", "One more month.");
  const changing = after(running, { do: "change-plan", plan: "gold" }, "con_9");

  it("is asked of the approvers, each with a link to that very application", async () => {
    const [notice] = await notificationsFor(event("subscription.renewal-requested"), reads(renewing));
    expect(notice?.data).toMatchObject({
      asked: "renewal",
      applicant: "tom@example.com",
      reason: "One more month.",
      link: { application: 2, approver: "ann@example.com" },
    });
    const [other] = await notificationsFor(event("subscription.plan-change-requested"), reads(changing));
    expect(other?.data).toMatchObject({ asked: "plan-change", newPlan: "gold", applicant: "con_9" });
  });

  it("is reported to its own applicant, not to the first applicant", async () => {
    const renewed = after(renewing, { do: "approve", term: { durationDays: 30 } });
    const notices = await notificationsFor(event("subscription.renewed"), reads(renewed));
    expect(notices.map(({ to }) => to)).toEqual(["tom@example.com"]);
    expect(notices[0]?.data).toMatchObject({ asked: "renewal", decision: "approved" });
    const changed = after(changing, { do: "reject" });
    const others = await notificationsFor(event("subscription.plan-change-rejected"), reads(changed));
    expect(others.map(({ to }) => to)).toEqual(["sue@example.com", "tom@example.com"]);
  });

  it("that lapses is reported as a lapse, to the applicant and to the approvers", async () => {
    const lapsed = after(renewing, { do: "lapse" }, "system");
    const notices = await notificationsFor(event("subscription.renewal-rejected"), reads(lapsed));
    expect(notices.map(({ kind, to, data }) => [kind, to, "recipient" in data && data.recipient])).toEqual([
      ["lapse", "tom@example.com", "applicant"],
      ["lapse", "ann@example.com", "approver"],
      ["lapse", "bob@example.com", "approver"],
    ]);
  });

  it("that a new application ended causes no mail", async () => {
    const ended = after({ ...renewing, status: "expired" }, { do: "end-renewal" }, "system");
    expect(await notificationsFor(event("subscription.renewal-rejected"), reads(ended))).toEqual([]);
  });
});
