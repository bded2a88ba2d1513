import { testStore } from "@latchkey/aws/testing/test-store";
import { MailRefused } from "@latchkey/core/notification/mailer";
import { putOff } from "@latchkey/core/notification/send-budget";
import { describe, expect, it } from "vitest";
import { aTeamOf, freshAddress, HOUR, openPostOffice } from "./post-office.fixture.ts";

const store = testStore();

const owner = freshAddress("olga");

/** Only the first action of a team may cause a mail. */
const STINGY = { limits: { mailsPerTeam: 1 } };
const spent = async (post: ReturnType<typeof openPostOffice>, made: Awaited<ReturnType<typeof aTeamOf>>) => {
  await post.tell(await made.credentialMade("ann@example.com"));
  post.mails.length = 0;
};

describe("A digest", () => {
  it("lists what waited, in its order, with where to look, and comes once", async () => {
    const team = await aTeamOf(store(), owner());
    const post = openPostOffice(store(), STINGY);
    await spent(post, team);
    for (let minute = 0; minute < 3; minute += 1) {
      post.clock.now += 60_000;
      await post.tell(await team.credentialMade("ann@example.com"));
    }
    expect(post.mails).toEqual([]);
    post.clock.now += HOUR;
    await post.sendDigests();
    await post.sendDigests();
    post.clock.now += HOUR;
    await post.sendDigests();
    expect(post.subjects()).toEqual([`${owner()}: 3 notices that waited`]);
    const text = post.mails[0]?.text ?? "";
    expect(text.match(/\* Created: credential key-\d+ of web-shop/g)).toHaveLength(3);
    expect(text.match(/https:\/\/portal\.example\.com\/consumers\/\S+/g)).toHaveLength(3);
    const minutes = [...text.matchAll(/at 12:0(\d) UTC/g)].map(([, minute]) => minute);
    expect(minutes).toEqual(["1", "2", "3"]);
  });

  it("is one for each recipient and hour", async () => {
    const team = await aTeamOf(store(), owner(), `other-${owner()}`);
    const post = openPostOffice(store(), { limits: { mailsPerTeam: 2 } });
    await spent(post, team);
    await post.tell(await team.credentialMade("ann@example.com"));
    post.clock.now += HOUR;
    await post.tell(await team.credentialMade("ann@example.com"));
    post.clock.now += HOUR;
    await post.sendDigests();
    expect(post.subjects().sort()).toEqual(
      [owner(), `other-${owner()}`]
        .flatMap((to) => [`${to}: 1 notice that waited`, `${to}: 1 notice that waited`])
        .sort(),
    );
    expect(new Set(post.mails.map(({ messageId }) => messageId)).size).toBe(4);
  });

  it("says the same once for an event that comes again, also after it was sent", async () => {
    const team = await aTeamOf(store(), owner());
    const post = openPostOffice(store(), STINGY);
    await spent(post, team);
    const event = await team.credentialMade("ann@example.com");
    for (let times = 0; times < 3; times += 1) await post.tell(event);
    post.clock.now += HOUR;
    await post.sendDigests();
    await post.tell(event);
    post.clock.now += HOUR;
    await post.sendDigests();
    expect(post.subjects()).toEqual([`${owner()}: 1 notice that waited`]);
  });

  it("that is closed takes nothing more: what comes late is in the next one", async () => {
    const post = openPostOffice(store(), STINGY);
    const late = (key: string) =>
      putOff({ now: () => post.clock.now - HOUR, commit: (at) => store().commitWith({ now: at }) }, owner(), {
        key,
        at: new Date(post.clock.now).toISOString(),
        subject: key,
        text: "It happened.",
      });
    post.clock.now += HOUR;
    await late("first");
    await post.sendDigests();
    await late("second");
    await late("second");
    await post.sendDigests();
    expect(post.mails).toHaveLength(1);
    post.clock.now += HOUR;
    await post.sendDigests();
    expect(post.mails.map(({ text }) => /\* (\w+)/.exec(text)?.[1])).toEqual(["first", "second"]);
  });

  it("keeps no link that decides, and says that the first one works", async () => {
    const post = openPostOffice(store(), STINGY);
    await putOff({ now: () => post.clock.now, commit: (at) => store().commitWith({ now: at }) }, owner(), {
      key: "k",
      at: new Date(post.clock.now).toISOString(),
      subject: "Reminder",
      text: "See https://evil.example now",
      quote: "or eve@evil.example",
    });
    post.clock.now += HOUR;
    await post.sendDigests();
    const { text = "", html = "" } = post.mails[0] ?? {};
    for (const part of [text, html]) expect(part).not.toMatch(/evil\.example/);
  });

  it("that is refused for good is a dead letter, and holds up no other", async () => {
    const team = await aTeamOf(store(), owner(), `other-${owner()}`);
    const post = openPostOffice(store(), { limits: { mailsPerTeam: 2 } });
    await spent(post, team);
    await post.tell(await team.credentialMade("ann@example.com"));
    post.failing.set(owner(), new MailRefused("552 too much"));
    post.clock.now += HOUR;
    expect(await post.sendDigests()).toEqual({ sent: 2 });
    expect(post.subjects()).toEqual([`other-${owner()}: 1 notice that waited`]);
    const { items } = await store().stores.deadLetters({ limit: 50 });
    expect(items.map(({ target }) => target)).toContainEqual(
      expect.objectContaining({ kind: "mail", to: owner() }),
    );
  });
});

describe("A program that stops at any one write or send of a mail that waits", () => {
  const live = async (stopAt: number) => {
    let calls = 0;
    let armed = false;
    const blow = (port: string) => {
      if (!armed) return;
      calls += 1;
      if (calls === stopAt) throw new Error(`The program stopped ${port}.`);
    };
    const to = `olga@stopped-${stopAt}.example`;
    const team = await aTeamOf(store(), to);
    const post = openPostOffice(store(), { ...STINGY, blow });
    await spent(post, team);
    const events = [
      await team.credentialMade("ann@example.com"),
      await team.credentialMade("ann@example.com"),
    ];
    armed = true;
    const untilDone = async (step: () => Promise<unknown>) => {
      for (let tries = 0; tries < 4; tries += 1) {
        const failed = await step().then(
          () => false,
          () => true,
        );
        if (!failed) return;
        // A run that stopped has its digests for itself for two minutes.
        post.clock.now += 120_000;
      }
      throw new Error("A step is never done.");
    };
    for (const event of [...events].reverse()) await untilDone(() => post.tell(event));
    post.clock.now += HOUR;
    await untilDone(post.sendDigests);
    post.clock.now += HOUR;
    await untilDone(post.sendDigests);
    const distinct = new Map(post.mails.map((mail) => [mail.messageId, mail]));
    const told = [...distinct.values()].flatMap(({ text }) => text.match(/key-\d+/g) ?? []);
    return {
      calls,
      told: new Set(told).size,
      lines: told.length,
      repeated: post.mails.length - distinct.size,
    };
  };

  it("goes on: everything is told, and nothing twice but the mail under way", async () => {
    const whole = await live(0);
    expect(whole).toMatchObject({ told: 2, repeated: 0 });
    expect(whole.calls).toBeGreaterThan(8);
    for (let stopAt = 1; stopAt <= whole.calls; stopAt += 1) {
      const { told, lines, repeated } = await live(stopAt);
      expect({ stopAt, told, lines }).toEqual({ stopAt, told: 2, lines: whole.lines });
      expect(repeated).toBeLessThanOrEqual(1);
    }
  });
});
