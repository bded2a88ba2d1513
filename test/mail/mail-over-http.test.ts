import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { moveClock } from "../subscriptions/life.fixture.ts";
import { type Making, making } from "../support/making.ts";
import { asPerson, asRoot, eventually, type Send } from "../support/management.ts";
import { type RunningLatchkey, startLatchkey } from "../support/running-latchkey.ts";
import { startMailServer } from "./mail-server.fixture.ts";

const DAY = 86_400_000;
/** Days from now to ten minutes past the next noon of UTC: neither a day nor an hour ends during the test. */
const NOON = ((12 * 60 + 10) * 60_000 - (Date.now() % DAY) + DAY) / DAY;

let post: Awaited<ReturnType<typeof startMailServer>>;
let latchkey: RunningLatchkey;
let root: Send;
let eve: Send;
let make: Making;
beforeAll(async () => {
  post = await startMailServer();
  latchkey = await startLatchkey({
    SMTP_URL: post.url,
    LATCHKEY_MAILS_PER_PERSON: "24",
    LATCHKEY_CLOCK_OFFSET: String(Math.round(NOON * 86_400)),
  });
  root = asRoot(latchkey);
  eve = await asPerson(latchkey, "eve@evil.test");
  make = making(eve);
});
afterAll(async () => {
  await latchkey[Symbol.asyncDispose]();
  await post.stop();
});

const LURE = "You won, see https://evil.example/login";
const STRANGERS = Array.from({ length: 19 }, (_, index) => `stranger-${index}@public.test`);

describe("One team call and five credential calls of somebody who signed up a minute ago (H6)", () => {
  let team: string;
  let consumer: { id: string };

  it("mail strangers one invitation each, in our words, without a link of theirs", async () => {
    ({ slug: team } = await make.team({ name: LURE, owners: STRANGERS }));
    consumer = await make.consumer(team, { description: LURE });
    for (let number = 0; number < 5; number += 1)
      await make.credential(consumer, { name: `${LURE} ${number}` });
    await eventually(
      async () => post.mails.length,
      (sent) => sent >= 24,
    );
    for (const stranger of STRANGERS) {
      const mails = post.to(stranger);
      expect(mails.map(({ subject }) => subject)).toEqual([`Invitation to the team ${team}`]);
      for (const { text, html } of mails) {
        expect(text.match(/https?:\/\/\S+/g)?.every((link) => link.startsWith(latchkey.control))).toBe(true);
        for (const part of [text, html]) expect(part).not.toMatch(/evil\.example|You won/);
      }
    }
    for (const { subject, text, html, headers } of post.to("eve@evil.test")) {
      expect(subject).toMatch(/^Created: a credential of consumer-\d+$/);
      expect(text).toContain("https[:][//]evil[.]example/login");
      for (const part of [text, html]) expect(part).not.toContain("evil.example");
      expect(headers.get("feedback-id")).toBe(`credential:${team}:latchkey`);
      expect(headers.get("auto-submitted")).toBe("auto-generated");
    }
  });

  it("leave nothing for more: what would invite is refused, and the rest waits", async () => {
    const invited = await eve("PUT", `/v1/teams/${team}/members/late@public.test`, { role: "member" });
    expect(invited).toMatchObject({ status: 429, body: { code: "rate-limited" } });
    expect(Number(invited.headers.get("retry-after"))).toBeGreaterThan(0);
    const another = await eve("POST", "/v1/teams", {
      slug: "another",
      name: "Another",
      owners: [STRANGERS[0]],
    });
    expect(another).toMatchObject({ status: 429, body: { code: "rate-limited" } });
    expect((await eve("GET", "/v1/teams/another")).status).toBe(404);
    await make.credential(consumer, { name: "sixth" });
    await make.credential(consumer, { name: "seventh" });
    // A mail that was caused later has come: what was put off is there by now, or would have been sent.
    const { slug } = await making(root).team({ owners: ["olga@public.test"] });
    await making(root).credential(await making(root).consumer(slug));
    await eventually(
      async () => post.to("olga@public.test").length,
      (sent) => sent === 1,
    );
    expect(post.mails.filter(({ to }) => to !== "olga@public.test")).toHaveLength(24);
  });

  it("are followed by one digest an hour, also when the machine was off", async () => {
    expect(await latchkey.stop()).toBe(0);
    latchkey = await latchkey.restart();
    root = asRoot(latchkey);
    await moveClock(latchkey, NOON + 1 / 24);
    await eventually(
      async () => post.to("eve@evil.test").length,
      (sent) => sent === 6,
    );
    await moveClock(latchkey, NOON + 2 / 24);
    const digest = post.to("eve@evil.test").at(-1);
    expect(digest?.subject).toBe("2 notices that waited");
    for (const name of ["sixth", "seventh"]) expect(digest?.text).toContain(`credential ${name} of`);
    expect(post.to("eve@evil.test")).toHaveLength(6);
  });
});

describe("An address that the mail server does not know", () => {
  const GONE = "greta@gone.test";

  it("is shown to its team, is not mailed again, and is once it is named again", async () => {
    const asAdmin = making(root);
    const { slug } = await asAdmin.team({ owners: ["olga@here.test", GONE] });
    const consumer = await asAdmin.consumer(slug);
    const olga = await asPerson(latchkey, "olga@here.test");
    const member = async () => {
      const { body } = await olga("GET", `/v1/teams/${slug}`);
      return body.members.find(({ email }: { email: string }) => email === GONE);
    };
    const before = await olga("GET", `/v1/teams/${slug}`);
    await asAdmin.credential(consumer, { name: "one" });
    await eventually(member, ({ mail }) => mail === "bounced");
    const tag = String(before.headers.get("etag"));
    const now = await olga("GET", `/v1/teams/${slug}`, undefined, { "If-None-Match": tag });
    expect(now.status).toBe(200);
    const seen = String(now.headers.get("etag"));
    expect((await olga("GET", `/v1/teams/${slug}`, undefined, { "If-None-Match": seen })).status).toBe(304);
    const renamed = await olga("PATCH", `/v1/teams/${slug}`, { name: "Renamed" }, { "If-Match": seen });
    expect(renamed.status).toBe(200);

    await asAdmin.credential(consumer, { name: "two" });
    await eventually(
      async () => post.to("olga@here.test").length,
      (sent) => sent === 2,
    );
    expect(post.refused).toEqual([GONE]);

    const path = `/v1/teams/${slug}/members/${GONE}`;
    expect((await olga("PUT", path, { role: "owner" })).body.mail).toBe("bounced");
    expect((await root("PUT", path, { role: "owner" })).body.mail).toBeUndefined();
    expect((await member()).mail).toBeUndefined();
    await asAdmin.credential(consumer, { name: "three" });
    await eventually(member, ({ mail }) => mail === "bounced");
    expect(post.refused).toEqual([GONE, GONE]);
  });
});
