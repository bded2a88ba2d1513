import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type Making, making } from "../support/making.ts";
import { asPerson, asRoot, eventually, type Send } from "../support/management.ts";
import { type RunningLatchkey, startLatchkey } from "../support/running-latchkey.ts";
import { decide, inbox, linkIn, moveClock } from "./life.fixture.ts";

const OLGA = "olga@providers.test";
const ANN = "ann@providers.test";
const BOB = "bob@providers.test";
const ADMIN = "admin@demo.test";
const SUE = "sue@callers.test";

let latchkey: RunningLatchkey;
let root: Send;
let make: Making;
let sue: () => Promise<Send>;
let consumer: { id: string; name: string };
let provider: string;
beforeAll(async () => {
  latchkey = await startLatchkey();
  root = asRoot(latchkey);
  make = making(root);
  provider = (await make.team({ owners: [OLGA] })).slug;
  const callers = await make.team({ owners: [SUE] });
  consumer = await make.consumer(callers.slug);
  sue = () => asPerson(latchkey, SUE);
});
afterAll(() => latchkey[Symbol.asyncDispose]());

/** Who was told what since the last time: `to: subject`, without the names. */
let seen = 0;
const told = async (count: number): Promise<string[]> => {
  const mails = await eventually(
    () => inbox(latchkey),
    (found) => found.length >= seen + count,
  );
  // One too many is one too many for the next that asks, too.
  expect(mails).toHaveLength(seen + count);
  const fresh = mails.slice(0, count);
  seen += count;
  return fresh.map(({ to, subject }) => `${to.split("@")[0]}: ${subject.split(":")[0]}`).sort();
};
const newest = async (to: string) => {
  const mail = (await inbox(latchkey)).find((each) => each.to === to);
  if (!mail) throw new Error(`There is no mail to ${to}.`);
  return mail;
};
const day = (days: number) => moveClock(latchkey, days);
/** A minute later than so many days: what was made is a little younger than the clock. */
const MINUTE = 1 / 1440;

describe("Everyone concerned is notified of an undecided application", () => {
  it("in time, once each, and then that it has lapsed", async () => {
    const service = await make.service(provider, { approvers: [ANN, BOB] });
    const answer = await (await sue())("POST", `/v1/consumers/${consumer.id}/subscriptions`, {
      service: service.slug,
    });
    expect(answer.status).toBe(201);
    expect(await told(2)).toEqual(["ann: Please decide", "bob: Please decide"]);
    const first = linkIn(await newest(ANN));
    await day(1 - MINUTE);
    await day(1 + MINUTE);
    expect(await told(2)).toEqual(["ann: Reminder, please decide", "bob: Reminder, please decide"]);
    expect(linkIn(await newest(ANN))).toBe(first);
    await day(3 + MINUTE);
    expect(await told(2)).toEqual(["ann: Reminder, please decide", "bob: Reminder, please decide"]);
    await day(7 + MINUTE);
    expect(await told(1)).toEqual(["olga: Still undecided"]);
    await day(14 + MINUTE);
    expect(await told(3)).toEqual(["ann: Lapsed", "bob: Lapsed", "sue: Lapsed"]);
    expect((await fetch(first)).status).toBe(410);
    expect((await decide(first, "approve")).status).toBe(410);
    expect((await root("GET", `/v1/subscriptions/${answer.body.id}`)).body).toMatchObject({
      status: "lapsed",
      history: [{ action: "apply" }, { action: "lapse", actor: "system" }],
    });
  });
});

describe("An owner of the consumer's team is notified of an end", () => {
  const START = 20;

  it("30, 7 and 1 days before, and when it is there; and renews it by the approvers' links", async () => {
    await day(START);
    const service = await make.service(provider, {
      approval: "auto",
      approvers: [ANN],
      plans: [{ name: "forty", durationDays: 40 }],
    });
    const { body: subscription } = await (await sue())("POST", `/v1/consumers/${consumer.id}/subscriptions`, {
      service: service.slug,
    });
    expect(await told(1)).toEqual(["sue: Approved"]);
    for (const [days, subject] of [
      [10, "Ends in 30 days"],
      [33, "Ends in 7 days"],
      [39, "Ends in 1 day"],
      [40, "Ended"],
    ] as const) {
      await day(START + days + MINUTE);
      expect(await told(1)).toEqual([`sue: ${subject}`]);
    }
    await root("PATCH", `/v1/services/${service.slug}`, { approval: "manual" });
    const renewed = await (await sue())("POST", `/v1/subscriptions/${subscription.id}/renew`, {
      reason: "Forty more.",
    });
    expect(renewed.status).toBe(200);
    expect(await told(1)).toEqual(["ann: Please decide"]);
    expect((await newest(ANN)).text).toContain("Forty more.");
    expect((await decide(linkIn(await newest(ANN)), "approve")).status).toBe(200);
    expect(await told(1)).toEqual(["sue: Approved"]);
    expect((await root("GET", `/v1/subscriptions/${subscription.id}`)).body.status).toBe("active");
    await (await sue())("POST", `/v1/subscriptions/${subscription.id}/cancel`, {});
  });

  it("of a credential too, and what is done with it", async () => {
    const start = 70;
    await day(start);
    const expiresAt = new Date(Date.now() + (start + 10) * 86_400_000).toISOString();
    const { credential } = await make.credential(consumer, { name: "nightly", expiresAt });
    expect(await told(1)).toEqual(["sue: Created"]);
    const path = `/v1/consumers/${consumer.id}/credentials/${credential.id}`;
    await root("POST", `${path}/rotate`, {});
    expect(await told(1)).toEqual(["sue: Rotated"]);
    await day(start + 3 + MINUTE);
    expect(await told(1)).toEqual(["sue: Ends in 7 days"]);
    await root("PATCH", path, { status: "disabled" });
    expect(await told(1)).toEqual(["sue: Disabled"]);
    await day(start + 9 + MINUTE);
    expect(await told(1)).toEqual(["sue: Ends in 1 day"]);
    await day(start + 10 + MINUTE);
    expect(await told(1)).toEqual(["sue: Ended"]);
    await root("DELETE", path);
    expect(await told(1)).toEqual(["sue: Revoked"]);
    expect((await newest(SUE)).subject).toContain("nightly");
  });
});

describe("What has become due while nothing ran", () => {
  it("is done at the next start", async () => {
    const start = 90;
    await day(start);
    const service = await make.service(provider, { approvers: [ANN] });
    await (await sue())("POST", `/v1/consumers/${consumer.id}/subscriptions`, { service: service.slug });
    expect(await told(1)).toEqual(["ann: Please decide"]);
    await latchkey.stop();
    latchkey = await latchkey.restart({ LATCHKEY_CLOCK_OFFSET: String((start + 15) * 86_400) });
    expect(await told(2)).toEqual(["ann: Lapsed", "sue: Lapsed"]);
  });
});

describe("Admins are notified of an application for the management API", () => {
  const apply = async () => {
    const answer = await (await sue())("POST", `/v1/consumers/${consumer.id}/subscriptions`, {
      service: "latchkey",
      scopes: ["owner"],
      reason: "It makes https://shop.example its own.",
    });
    expect(answer.status).toBe(201);
    return answer.body.id as string;
  };

  it("in time, without a link that decides, and that it has lapsed; one who is signed in decides", async () => {
    const start = 110;
    await day(start);
    const first = await apply();
    expect(await told(1)).toEqual(["admin: Please decide"]);
    const { text } = await newest(ADMIN);
    expect(text.match(/https?:\/\/\S+/g)).toEqual([`${latchkey.control}/decisions`]);
    for (const fact of [
      SUE,
      consumer.name,
      "owner of the team",
      "> It makes https[:][//]shop[.]example its own.",
    ])
      expect(text).toContain(fact);
    for (const [days, subject] of [
      [1, "Reminder, please decide"],
      [3, "Reminder, please decide"],
      [7, "Still undecided"],
    ] as const) {
      await day(start + days + MINUTE);
      expect(await told(1)).toEqual([`admin: ${subject}`]);
    }
    await day(start + 14 + MINUTE);
    expect(await told(2)).toEqual(["admin: Lapsed", "sue: Lapsed"]);
    expect((await root("GET", `/v1/subscriptions/${first}`)).body.status).toBe("lapsed");
    const second = await apply();
    expect(await told(1)).toEqual(["admin: Please decide"]);
    const admin = await asPerson(latchkey, ADMIN);
    expect((await admin("POST", `/v1/subscriptions/${second}/approve`, {})).status).toBe(200);
    expect(await told(1)).toEqual(["sue: Approved"]);
  });
});
