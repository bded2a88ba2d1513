import { testStore } from "@latchkey/aws/testing/test-store";
import { decideByLink } from "@latchkey/core/approval/decide-by-link";
import { MailRefused } from "@latchkey/core/notification/mailer";
import { keysOf } from "@latchkey/core/testing/records";
import { beforeEach, describe, expect, it } from "vitest";
import { appliedTo, linksIn, nextDay, type Post, tellAll, UNTIL_SIX } from "./case-digest.fixture.ts";
import { DAY, openPostOffice } from "./post-office.fixture.ts";

const store = testStore();

let cases = 0;
let ann = "";
let bob = "";
beforeEach(() => {
  cases += 1;
  ann = `ann@${cases}.example`;
  bob = `bob@${cases}.example`;
});

const decide = async (post: Post, token: string, decision: "approve" | "reject") => {
  const { approval } = await decideByLink(
    {
      keys: keysOf(post.ring),
      stores: store().stores,
      admins: [],
      now: post.clock.now,
      commit: store().commitWith({ now: post.clock.now }),
    },
    token,
    { decision, sourceIp: "192.0.2.7" },
  );
  return approval;
};
const setUp = async (fields: Parameters<typeof appliedTo>[1] = {}) => {
  const post = openPostOffice(store());
  const applied = await appliedTo(store(), { approvers: [ann, bob], daily: [ann], ...fields });
  return { post, ...applied };
};
describe("An approver who has chosen one mail a day", () => {
  it("gets one at 6:00 UTC with a link for each application, and others get theirs at once", async () => {
    const { post, applied } = await setUp({ count: 3 });
    await tellAll(post, applied);
    expect(post.mails.map(({ to }) => to)).toEqual([bob, bob, bob]);
    await nextDay(post, UNTIL_SIX - 1);
    expect(post.mails).toHaveLength(3);
    await nextDay(post, 1);
    await post.sendCaseDigests();
    expect(post.subjects().slice(3)).toEqual([`${ann}: 3 applications wait for you`]);
    const { text = "", html = "" } = post.mails.at(-1) ?? {};
    const links = linksIn(text);
    expect(new Set(links).size).toBe(3);
    for (const link of links) expect(html).toContain(`/approvals/${link}"`);
    expect(text).not.toContain(bob);
    for (const [index, link] of links.entries()) {
      const { state } = await decide(post, link, index === 0 ? "reject" : "approve");
      expect(state).toBe("decided");
    }
    const after = await Promise.all(applied.map(({ id }) => store().stores.subscription(id)));
    expect(after.map((each) => each?.status)).toEqual(["rejected", "active", "active"]);
    expect(after.map((each) => each?.history.at(-1)?.actor)).toEqual(
      after.map(() => ({ kind: "person", email: ann })),
    );
  });

  it("gets links that work until the applications lapse", async () => {
    const { post, applied } = await setUp();
    await tellAll(post, applied);
    await nextDay(post);
    const [link = ""] = linksIn(post.mails.at(-1)?.text);
    post.clock.now += 14 * DAY - UNTIL_SIX - 1;
    expect((await decide(post, link, "approve")).state).toBe("decided");
  });

  it("is told nothing of what was decided meanwhile, and gets no mail where nothing is left", async () => {
    const { post, applied } = await setUp({ count: 2 });
    await tellAll(post, applied);
    const [first = "", second = ""] = post.mails.flatMap(({ text }) => linksIn(text).slice(0, 1));
    await decide(post, first, "approve");
    await nextDay(post);
    expect(post.subjects().slice(2)).toEqual([`${ann}: 1 application waits for you`]);
    await tellAll(post, applied, "subscription.reminder");
    await decide(post, second, "reject");
    await nextDay(post, DAY);
    await nextDay(post, DAY);
    // A reminder went to the other approver.
    expect(post.mails.filter(({ to }) => to === ann)).toHaveLength(1);
  });

  it("has a reminder with the application in one entry, and once more the day after a later one", async () => {
    const { post, applied } = await setUp();
    await tellAll(post, applied);
    await tellAll(post, applied, "subscription.reminder");
    await nextDay(post);
    await tellAll(post, applied, "subscription.reminder");
    await nextDay(post, DAY);
    const own = post.mails.filter(({ to }) => to === ann);
    expect(own.map(({ text }) => linksIn(text).length)).toEqual([1, 1]);
    expect(new Set(own.map(({ messageId }) => messageId)).size).toBe(2);
  });

  it("is told once however often an event comes, also after the mail", async () => {
    const { post, applied } = await setUp();
    const event = applied[0]?.event();
    if (!event) throw new Error("Nothing was applied for.");
    for (let times = 0; times < 3; times += 1) await post.tell(event);
    await nextDay(post);
    await post.tell(event);
    await nextDay(post, DAY);
    expect(post.mails.filter(({ to }) => to === ann)).toHaveLength(1);
  });

  it.each<[string, string, number]>([
    ["that lapses within a day of the next mail", "subscription.reminder", 13 * DAY],
    ["that its service's owners are told is overdue", "subscription.escalation", 7 * DAY],
  ])("is told at once of one %s", async (_what, type, after) => {
    const { post, applied } = await setUp({ owner: ann });
    post.clock.now += after;
    await tellAll(post, applied, type);
    expect(post.mails.some(({ to }) => to === ann)).toBe(true);
    await nextDay(post, DAY);
    expect(post.mails.filter(({ to }) => to === ann)).toHaveLength(1);
  });

  it("gets each by itself again after choosing so, and what waited with the last of the days", async () => {
    const { post, applied, choose } = await setUp({ count: 2 });
    const [first, second] = applied;
    await tellAll(
      post,
      [first].flatMap((each) => each ?? []),
    );
    await choose(ann, "each");
    await tellAll(
      post,
      [second].flatMap((each) => each ?? []),
    );
    expect(post.mails.filter(({ to }) => to === ann)).toHaveLength(1);
    await nextDay(post);
    expect(post.subjects().at(-1)).toBe(`${ann}: 1 application waits for you`);
  });

  it("is passed over where its mails do not arrive", async () => {
    const { post, applied } = await setUp();
    await tellAll(post, applied);
    post.failing.set(ann, new MailRefused("550 no such user", { bounced: true }));
    expect(await nextDay(post)).toEqual({ sent: 1 });
    const { items } = await store().stores.deadLetters({ limit: 50 });
    expect(items.map(({ target }) => target)).toContainEqual(
      expect.objectContaining({ kind: "mail", to: ann }),
    );
    await tellAll(post, applied, "subscription.reminder");
    await nextDay(post, DAY);
    expect(post.mails.some(({ to }) => to === ann)).toBe(false);
  });

  it("gets the mail a minute later where the mail server is away", async () => {
    const { post, applied } = await setUp();
    await tellAll(post, applied);
    post.failing.set(ann, new Error("421 later"));
    await expect(nextDay(post)).rejects.toThrow("1 digests were not sent");
    post.failing.clear();
    expect(await nextDay(post, 2 * 60_000)).toEqual({ sent: 1 });
    expect(post.mails.filter(({ to }) => to === ann)).toHaveLength(1);
  });
});
