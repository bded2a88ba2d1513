import { outboxTable } from "@latchkey/aws/stores/outbox-table";
import type { TestStore } from "@latchkey/aws/testing/store-for-tests";
import { testStore } from "@latchkey/aws/testing/test-store";
import { workOn } from "@latchkey/aws/testing/work-for-tests";
import { announce } from "@latchkey/core/announcement/announce";
import type { DomainEvent } from "@latchkey/core/event/event";
import { aPerson } from "@latchkey/core/testing/callers";
import { fresh } from "@latchkey/core/testing/fresh-records";
import { inFull } from "@latchkey/core/testing/in-full";
import { NOW } from "@latchkey/core/testing/records";
import { describe, expect, it } from "vitest";
import { aTeamOf, openPostOffice } from "../mail/post-office.fixture.ts";

const store = testStore();

const SUBSCRIBERS = inFull ? 5000 : 300;
/** To bring so many subscribers into the table takes longer than a test has. */
const PATIENCE = inFull ? { timeout: 1_800_000 } : {};
/** Records of subscribers that one change has room for. */
const AT_ONCE = 10;
/** What a mail takes of virtual time, five of which are under way at once: the rate of an account new to SES. Milliseconds. */
const A_MAIL = 200 / 5;
const OTHERS_EVERY = 5000;

/** A service with so many teams that subscribe to it, each with an owner of its own. */
const crowd = async (kept: TestStore) => {
  const provider = fresh.team();
  const service = fresh.service(provider.slug);
  await kept.keep({ team: provider, member: fresh.member(provider.slug, "olga@example.com"), service });
  for (let from = 0; from < SUBSCRIBERS; from += AT_ONCE) {
    const team = Array.from({ length: AT_ONCE }, () => fresh.team());
    const consumer = team.map(({ slug }) => fresh.consumer(slug));
    await kept.keep({
      team,
      consumer,
      member: team.map(({ slug }, index) => fresh.member(slug, `owner-${from + index}@crowd.test`)),
      subscription: consumer.map((each) => fresh.subscription(each, service, { status: "active" })),
    });
  }
  return service;
};

/** Everything that waits in the outbox, taken out of it. */
const relayed = async (kept: TestStore): Promise<DomainEvent[]> => {
  const outbox = outboxTable(kept);
  const found = await Promise.all(outbox.shards.map((shard) => outbox.waiting(shard, 100)));
  const events = found.flat();
  await Promise.all(events.map(({ id }) => outbox.remove(id)));
  return events.filter(({ type }) => type === "service.announcement-notice");
};

describe(`An announcement to ${SUBSCRIBERS} subscribers on the real engine`, PATIENCE, () => {
  it("is one mail each, also where its program is killed, and keeps no other mail waiting for a minute", async () => {
    const service = await crowd(store());
    const others = await aTeamOf(store(), "else@where.test");
    let sends = 0;
    let kills = 0;
    const post = openPostOffice(store(), {
      blow: (port) => {
        if (port === "before send") post.clock.now += A_MAIL;
        if (port !== "after send" && port !== "before commit") return;
        sends += 1;
        if (sends % 97 !== 0) return;
        kills += 1;
        throw new Error(`The program was killed ${port}.`);
      },
    });
    const caller = aPerson("olga@example.com");
    const { recipients } = await announce(workOn(store(), { caller, now: NOW }), service.slug, {
      subject: "Soon",
      text: "Something new.",
    });
    expect(recipients).toBe(SUBSCRIBERS);

    const queue = (await relayed(store())).map((event) => ({ event, since: NOW, isOther: false }));
    const delays: number[] = [];
    let next = NOW;
    for (let runs = 0; queue.length > 0; runs += 1) {
      for (; next <= post.clock.now; next += OTHERS_EVERY)
        queue.push({ event: await others.credentialMade("ann@example.com"), since: next, isOther: true });
      const told = queue.shift();
      if (!told || runs > SUBSCRIBERS) throw new Error("It is never done.");
      try {
        await post.tell(told.event);
        if (told.isOther) delays.push(post.clock.now - told.since);
      } catch {
        queue.push(told);
      }
      const more = (await relayed(store())).map((event) => ({
        event,
        since: post.clock.now,
        isOther: false,
      }));
      queue.push(...more);
      if (queue.every(({ isOther }) => isOther) && more.length === 0) next = Number.POSITIVE_INFINITY;
    }

    const told = post.mails.filter(({ to }) => to.endsWith("@crowd.test"));
    const distinct = new Map(told.map(({ to, messageId }) => [messageId, to]));
    expect([distinct.size, new Set(distinct.values()).size]).toEqual([SUBSCRIBERS, SUBSCRIBERS]);
    // The same mail again, with the same Message-ID, only where the program was killed after it.
    expect(told.length - distinct.size).toBeLessThanOrEqual(kills);
    expect(kills).toBeGreaterThan(2);
    expect(delays.length).toBeGreaterThan(1);
    expect(Math.max(...delays)).toBeLessThan(60_000);
    console.log(
      `${SUBSCRIBERS} subscribers: ${told.length} mails, ${kills} kills, others after at most ${Math.max(...delays)} ms of virtual time`,
    );
  });
});
