import { beforeAll, expect, it } from "vitest";
import { making } from "../support/making.ts";
import { asPerson, asRoot, eventually } from "../support/management.ts";
import { ownLatchkey } from "../support/own-latchkey.ts";
import { inbox, moveClock } from "./life.fixture.ts";

const SUE = "sue@callers.test";
const DAY = 86_400_000;

const { latchkey } = ownLatchkey();
beforeAll(async () => {
  const make = making(asRoot(latchkey()));
  const provider = await make.team({ owners: ["olga@providers.test"] });
  const consumer = await make.consumer((await make.team({ owners: [SUE] })).slug);
  const plans = [{ name: "ten", durationDays: 10 }];
  const { slug } = await make.service(provider.slug, { approval: "auto", plans });
  const expiresAt = new Date(Date.now() + 10 * DAY).toISOString();
  await make.credential(consumer, { name: "by-day", expiresAt });
  const sue = await asPerson(latchkey(), SUE);
  await sue("POST", `/v1/consumers/${consumer.id}/subscriptions`, { service: slug });
  await eventually(
    () => inbox(latchkey()),
    (mails) => mails.length === 2,
  );
  seen = 2;
});

let seen = 0;
/** What has come into the inbox when the clock has moved, without any waiting: the subscription's, the credential's. */
const toldBy = async (days: number): Promise<string[]> => {
  await moveClock(latchkey(), days);
  const all = await inbox(latchkey());
  const fresh = all.slice(0, all.length - seen);
  seen = all.length;
  return fresh.map(({ subject }) => subject.split(":")[0] ?? "");
};

it.each<[days: number, subject?: string]>([
  [1],
  [2],
  [3, "Ends in 7 days"],
  [4],
  [5],
  [6],
  [7],
  [8],
  [9, "Ends in 1 day"],
  [10, "Ended"],
  [11],
])("a clock that is moved to day %d has sent all that was due, once: %s", async (days, subject) => {
  expect(await toldBy(days)).toEqual(subject === undefined ? [] : [subject, subject]);
  expect(await toldBy(days)).toEqual([]);
});
