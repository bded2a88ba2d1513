import { sentTable } from "@latchkey/aws/stores/sent-table";
import { testStore } from "@latchkey/aws/testing/test-store";
import { openApprovalLink } from "@latchkey/core/approval/approval-link";
import { MailRefused } from "@latchkey/core/notification/mailer";
import { carryOut } from "@latchkey/core/subscription/carry-out";
import { NOW } from "@latchkey/core/testing/records";
import { describe, expect, it } from "vitest";
import type { NotifyDependencies } from "./create-notify.ts";
import { APPROVERS, eventAbout, notifying, postOffice, ring } from "./notify.fixture.ts";

const store = testStore();
const { applied, notifyBy } = notifying(store);

/** The event comes once more, and no mail fails: everybody is told. */
const toldInTheEnd = async (post: ReturnType<typeof postOffice>, event: ReturnType<typeof eventAbout>) => {
  post.failing.clear();
  await notifyBy(post)(event);
  expect(post.recipients()).toEqual(APPROVERS);
};

describe("An event that causes mail", () => {
  it("brings each approver one mail with a link that opens as theirs", async () => {
    const subscription = await applied();
    const post = postOffice();
    await notifyBy(post)(eventAbout(subscription));
    expect(post.recipients()).toEqual(APPROVERS);
    for (const mail of post.mails) {
      const token = /\/approvals\/(\S+)/.exec(mail.text)?.[1] ?? "";
      expect(openApprovalLink(ring, token)).toMatchObject({
        subscription: subscription.id,
        approver: mail.to,
      });
    }
  });

  it("sends nothing twice however often it comes", async () => {
    const event = eventAbout(await applied());
    const post = postOffice();
    for (let times = 0; times < 3; times += 1) await notifyBy(post)(event);
    expect(post.recipients()).toEqual(APPROVERS);
  });

  it("that comes again after a failure reaches only those who were not told", async () => {
    const event = eventAbout(await applied());
    const post = postOffice();
    post.failing.set("bob@example.com", new Error("451 try later"));
    await expect(notifyBy(post)(event)).rejects.toThrow("1 mails");
    expect(post.recipients()).toEqual(["ann@example.com", "cem@example.com"]);
    await toldInTheEnd(post, event);
  });

  it("is not held up by a recipient who is refused for good, and does not try that one again", async () => {
    const event = eventAbout(await applied());
    const post = postOffice();
    post.failing.set("ann@example.com", new MailRefused("550 no such user"));
    const measured: unknown[] = [];
    const measure: NotifyDependencies["measure"] = (_at, metrics) => measured.push(...metrics);
    await notifyBy(post, { measure })(event);
    expect(post.recipients()).toEqual(["bob@example.com", "cem@example.com"]);
    post.failing.clear();
    await notifyBy(post, { measure })(event);
    expect(post.recipients()).toEqual(["bob@example.com", "cem@example.com"]);
    expect(measured).toEqual([{ name: "MailsRefused", unit: "Count", value: 1 }]);
    const { items } = await store().stores.deadLetters({ limit: 10 });
    expect(items.map(({ target, reason, event: about }) => [target, reason, about?.id])).toEqual([
      [
        { kind: "mail", to: "ann@example.com", key: `${event.detail.id}#application#ann@example.com` },
        "550 no such user",
        event.detail.id,
      ],
    ]);
  });

  it("is not marked as told before its dead letter is kept", async () => {
    const event = eventAbout(await applied());
    const post = postOffice();
    post.failing.set("ann@example.com", new MailRefused("550 no such user"));
    const keep = () => Promise.reject(new Error("DynamoDB did not answer."));
    await expect(notifyBy(post, { deadLetters: { keep } })(event)).rejects.toThrow("1 mails");
    await toldInTheEnd(post, event);
  });

  it("sends each mail once also when it is there twice at the same moment", async () => {
    const event = eventAbout(await applied());
    const post = postOffice();
    const notify = notifyBy(post);
    await Promise.all([notify(event), notify(event), notify(event)]);
    expect(post.recipients()).toEqual(APPROVERS);
  });

  it("sends the same mail with the same Message-ID after a crash between sending and recording", async () => {
    const event = eventAbout(await applied());
    const post = postOffice();
    const table = sentTable(store(), () => NOW);
    const crashing = { standing: table.standing, markSent: () => Promise.reject(new Error("crash")) };
    await expect(notifyBy(post, { sent: crashing })(event)).rejects.toThrow();
    await notifyBy(post)(event);
    const ids = post.mails.map((mail) => `${mail.to} ${mail.messageId}`);
    expect(ids).toHaveLength(6);
    expect(new Set(ids).size).toBe(3);
  });

  it("that is a decision reaches the applicant; the application's own causes no mail then", async () => {
    const subscription = await applied();
    const work = { now: NOW, commit: store().commit };
    await carryOut(
      work,
      subscription,
      { do: "reject" },
      { actor: { kind: "person", email: "ann@example.com" }, reason: "No room." },
    );
    const post = postOffice();
    await notifyBy(post)(eventAbout(subscription, "subscription.rejected"));
    await notifyBy(post)(eventAbout(subscription));
    expect(post.recipients()).toEqual(["carl@example.com"]);
    expect(post.mails[0]?.text).toContain("No room.");
  });
});

describe("Anything else that comes", () => {
  it.each([
    ["nothing", undefined],
    ["a text", "subscription.requested"],
    ["an unknown type", { "detail-type": "subscription.exploded", detail: {} }],
    [
      "a detail without an id",
      { "detail-type": "subscription.requested", detail: { subscription: "sub_1" } },
    ],
  ])("is left alone: %s", async (_what, event) => {
    const post = postOffice();
    await notifyBy(post)(event);
    expect(post.mails).toEqual([]);
  });
});
