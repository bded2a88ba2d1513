import { describe, expect, it } from "vitest";
import type { HistoryAction } from "../subscription/history-action.ts";
import type { HistoryEntry, Subscription } from "../subscription/subscription.ts";
import { aConsumer, aDelegation, aForgedRing, aRing, DAY, NOW, timeAt } from "../testing/records.ts";
import { signApprovalLink } from "./approval-link.ts";
import { ANN, approvalWorld, BOB, type Case, DEE } from "./approval-world.fixture.ts";
import { readApproval } from "./read-approval.ts";

const read = (given: Case = {}) => {
  const { reads, token } = approvalWorld(given);
  return readApproval(reads, token);
};

/** The state in short: `open`, `over`, `approve`. */
const stateOf = async (given: Case) => {
  const found = await read(given);
  if (found.state === "gone") return found.why;
  return found.state === "decided" ? found.decision : found.state;
};

const entry = (action: HistoryAction, application: number): HistoryEntry => ({
  ...{ at: timeAt(NOW), actor: { kind: "person", email: BOB }, action, application },
  to: "active",
});
const ended = (action: HistoryAction, application = 1): Partial<Subscription> => ({
  ...{ status: "active", application, history: [entry(action, application)] },
});
const RENEWED = {
  ...ended("approve"),
  application: 2,
  history: [entry("approve", 1), entry("reject-renewal", 2)],
};
const END = NOW + 14 * DAY;
const delegate = { link: { delegate: DEE } };
const named = (fields = {}) => ({
  ...delegate,
  records: { delegation: aDelegation({ email: ANN, delegate: DEE, ...fields }) },
});
const renewal = { askedAt: timeAt(NOW), application: 2 };

describe("an approver's link", () => {
  it.each<[what: string, state: string, given: Case]>([
    ["while the application waits", "open", {}],
    ["a moment before its end", "open", { now: END - 1 }],
    ["at its end", "over", { now: END }],
    ["at its end, also where it was approved", "over", { now: END, fields: ended("approve") }],
    ["of a subscription that is not there", "unknown", { link: { subscription: "sub_2" } }],
    ["of an application that was never made", "unknown", { link: { application: 2 } }],
    ["of a service that is gone", "unknown", { service: { id: "svc_2" } }],
    ["of who is an approver no more", "not-named", { link: { approver: "eve@x.test" } }],
    [
      "of who has not accepted to be one",
      "not-named",
      { service: { approversPending: [BOB] }, link: { approver: BOB } },
    ],
    ["of who has not accepted, and is of the team", "open", { service: { approversPending: [ANN] } }],
    ["of an owner where there are approvers", "not-named", { link: { approver: "owner@providers.test" } }],
    [
      "of an owner where there are none",
      "open",
      { service: { approvers: [] }, link: { approver: "owner@providers.test" } },
    ],
    [
      "of one who is named no more, of what was decided",
      "not-named",
      { fields: ended("approve"), link: { approver: "eve@x.test" } },
    ],
    ["of what was approved", "approve", { fields: ended("approve") }],
    ["of what a provider has added", "approve", { fields: ended("add") }],
    ["of what was rejected", "reject", { fields: { ...ended("reject"), status: "rejected" } }],
    ["of what was withdrawn", "withdrawn", { fields: { ...ended("withdraw"), status: "withdrawn" } }],
    ["of what has lapsed", "lapsed", { fields: { ...ended("lapse"), status: "lapsed" } }],
    [
      "of a renewal that waits",
      "open",
      { fields: { status: "active", application: 2, renewal }, link: { application: 2 } },
    ],
    [
      "of an application before a renewal that waits",
      "approve",
      { fields: { ...ended("approve"), application: 2, renewal } },
    ],
    [
      "of a renewal that was rejected",
      "reject",
      { fields: ended("reject-renewal", 2), link: { application: 2 } },
    ],
    ["of an application before a renewal that was rejected", "approve", { fields: RENEWED }],
    [
      "of a renewal after an application that was approved",
      "reject",
      { fields: RENEWED, link: { application: 2 } },
    ],
    [
      "of a change of plan that waits",
      "open",
      {
        fields: { status: "active", application: 2, planChange: { ...renewal, plan: "gold" } },
        link: { application: 2 },
      },
    ],
    [
      "of a change of plan whose term has ended",
      "superseded",
      {
        fields: {
          status: "active",
          expiresAt: timeAt(NOW),
          application: 2,
          planChange: { ...renewal, plan: "gold" },
        },
        link: { application: 2 },
      },
    ],
    ["of what something else has ended", "superseded", { fields: { status: "revoked" } }],
    [
      "of a consumer that is deleted",
      "withdrawn",
      { records: { consumer: aConsumer({ status: "deleted" }) } },
    ],
    ["of a consumer that is gone", "withdrawn", { records: { consumer: [] } }],
    [
      "of a consumer that another team has now",
      "withdrawn",
      { records: { consumer: aConsumer({ team: "others" }) } },
    ],
  ])("%s: %s", async (_what, state, given) => {
    expect(await stateOf(given)).toBe(state);
  });
});

describe("a delegate's link", () => {
  it.each<[what: string, state: string, given: Case]>([
    ["while the approver has named it", "open", named()],
    ["where the approver names none any more", "not-named", delegate],
    ["where the approver has named another", "not-named", named({ delegate: "owner@providers.test" })],
    ["at the end of its time", "not-named", named({ until: timeAt(NOW) })],
    ["once the approver has left the team of both", "not-named", named({ team: "callers" })],
    ["of an approver who decides no more", "not-named", { ...named(), service: { approvers: [BOB] } }],
    [
      "about its own application",
      "not-named",
      { ...named(), fields: { applicant: { id: DEE, email: DEE } } },
    ],
  ])("%s: %s", async (_what, state, given) => {
    expect(await stateOf(given)).toBe(state);
  });
});

describe("what is shown of an open application", () => {
  const by = (email: string) => ({ by: email, at: timeAt(NOW) });
  it("is who has approved and may still, and how many are needed", async () => {
    const approvals = [by(BOB), by("eve@x.test"), by("ada@platform.test")];
    const given = { service: { approvalsNeeded: 3 }, fields: { approvals }, admins: ["ada@platform.test"] };
    expect(await read(given)).toMatchObject({
      state: "open",
      asked: "subscription",
      needed: 3,
      approvals: [by(BOB), by("ada@platform.test")],
      link: { approver: ANN },
    });
  });

  it("is its status at this moment, and the record as it is stored", async () => {
    const fields = { status: "active", expiresAt: timeAt(NOW), application: 2, renewal } as const;
    const found = await read({ fields, link: { application: 2 } });
    expect(found).toMatchObject({ asked: "renewal", status: "expired", subscription: { status: "active" } });
  });
});

it("a link that this stage has not signed is unknown", async () => {
  const { reads } = approvalWorld();
  const link = { subscription: "sub_1", application: 1, approver: ANN, expires: END / 1000 };
  for (const ring of [aForgedRing("k1"), aRing("k2")])
    expect(await readApproval(reads, signApprovalLink(ring, link))).toEqual({ state: "unknown" });
  for (const token of ["", "nonsense", "a.b.c"])
    expect(await readApproval(reads, token)).toEqual({ state: "unknown" });
});
