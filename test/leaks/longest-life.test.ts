import { describe, expect, it } from "vitest";
import { as, eventually } from "../support/management.ts";
import { ownLatchkey } from "../support/own-latchkey.ts";
import { holding, mailsTo } from "./leaking.fixture.ts";

const { latchkey, root, make } = ownLatchkey();
const hold = holding(root, make);

const DAY = 86_400_000;
const lifeOf = ({ createdAt, expiresAt }: { createdAt: string; expiresAt?: string }) =>
  expiresAt === undefined ? undefined : (Date.parse(expiresAt) - Date.parse(createdAt)) / DAY;
const setDays = (team: string, maxCredentialDays: number | null) =>
  root("PATCH", `/v1/teams/${team}`, { maxCredentialDays });
const statusOf = async (key: string) => (await as(latchkey(), { "X-API-Key": key })("GET", "/v1/me")).status;

describe("maxCredentialDays of a team", () => {
  it.each([0, 3651, 1.5, "30"])("is a whole number of days from 1 to 3650: not %j", async (days) => {
    const { slug } = await make.team();
    const answer = await root("PATCH", `/v1/teams/${slug}`, { maxCredentialDays: days });
    expect([answer.status, answer.body.errors?.[0]?.pointer]).toEqual([400, "/maxCredentialDays"]);
  });

  it("ends what is issued, changed and rotated by then, and the answer says so", async () => {
    const { slug } = await make.team({ maxCredentialDays: 30 });
    const consumer = await make.consumer(slug);
    const issued = (await make.credential(consumer)).credential;
    expect(lifeOf(issued)).toBe(30);
    const path = `/v1/consumers/${consumer.id}/credentials/${issued.id}`;
    const later = new Date(Date.now() + 90 * DAY).toISOString();
    expect(lifeOf((await root("PATCH", path, { expiresAt: later })).body)).toBe(30);
    expect(lifeOf((await root("PATCH", path, { expiresAt: null })).body)).toBe(30);
    const sooner = new Date(Date.now() + 2 * DAY).toISOString();
    expect((await root("PATCH", path, { expiresAt: sooner })).body.expiresAt).toBe(sooner);
    const rotated = await root("POST", `${path}/rotate`, { overlapSeconds: 30 * 86_400 });
    expect(rotated.body.credential).toMatchObject({ expiresAt: sooner, previousValidUntil: sooner });
    const asked = await root("POST", `/v1/consumers/${consumer.id}/credentials`, {
      name: "long",
      type: "api-key",
      expiresAt: later,
    });
    expect(lifeOf(asked.body.credential)).toBe(30);
  });

  it("shortens those that exist, also where it is set while others are issued", async () => {
    const { team, consumer, read } = await hold();
    const many = Array.from({ length: 20 }, (_, n) => make.credential(consumer, { name: `key-${n}` }));
    const [set] = await Promise.all([setDays(team, 10), ...many]);
    expect(set.body.maxCredentialDays).toBe(10);
    expect(lifeOf(await read())).toBe(10);
    const { items } = (await root("GET", `/v1/consumers/${consumer.id}/credentials?limit=200`)).body;
    expect(items.map(lifeOf)).toEqual(Array.from({ length: 21 }, () => 10));
    // In the record too: the rule is taken away, and the end stays.
    await eventually(read, ({ revision }) => revision > 1);
    await setDays(team, null);
    expect(lifeOf(await read())).toBe(10);
  });

  it("leaves earlier ends, other teams and root's key alone", async () => {
    const sooner = new Date(Date.now() + 3 * DAY).toISOString();
    const own = await hold({}, { expiresAt: sooner });
    const other = await hold();
    await setDays(own.team, 5);
    await setDays("latchkey", 1);
    expect((await own.read()).expiresAt).toBe(sooner);
    expect(await other.read()).not.toHaveProperty("expiresAt");
    const roots = (await root("GET", "/v1/consumers?team=latchkey")).body.items[0];
    const [key] = (await root("GET", `/v1/consumers/${roots.id}/credentials`)).body.items;
    expect(key).not.toHaveProperty("expiresAt");
  });

  it("is named by the mail before the end, and refuses from then on", async () => {
    const { key, team, owner, read } = await hold();
    await setDays(team, 8);
    await eventually(read, ({ revision }) => revision > 1);
    expect(await statusOf(key)).toBe(200);
    await fetch(`${latchkey().control}/_local/clock`, {
      method: "PUT",
      headers: { "Content-Type": "application/json" },
      body: JSON.stringify({ offsetSeconds: 2 * 86_400 }),
    });
    const mails = await eventually(
      async () => (await mailsTo(latchkey(), owner)).filter(({ subject }) => /^Ends/.test(subject)),
      (found) => found.length > 0,
    );
    expect(mails[0]?.text).toMatch(/end 8 days after they\s+were created/);
    await fetch(`${latchkey().control}/_local/clock`, {
      method: "PUT",
      headers: { "Content-Type": "application/json" },
      body: JSON.stringify({ offsetSeconds: 9 * 86_400 }),
    });
    expect(await statusOf(key)).toBe(401);
  });
});
