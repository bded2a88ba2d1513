import { randomUUID } from "node:crypto";
import { beforeAll, describe, expect, it } from "vitest";
import { inbox } from "../subscriptions/life.fixture.ts";
import { making } from "../support/making.ts";
import { asPerson, asRoot, eventually, type Send } from "../support/management.ts";
import type { Stage } from "../support/running-latchkey.ts";
import { sharedLatchkey } from "../support/shared-latchkey.ts";

let latchkey: Stage;
let root: Send;
beforeAll(async () => {
  latchkey = await sharedLatchkey();
  root = asRoot(latchkey);
});

const NEWS = { subject: "Maintenance", text: "On Sunday.\nSee status.example.test." };

/** A service, a team that subscribes with two owners, and one that does not. */
const used = async () => {
  const make = making(root);
  const name = randomUUID().slice(0, 8);
  const people = { olga: `olga@p-${name}.test`, sue: `sue@s-${name}.test`, sam: `sam@s-${name}.test` };
  const [provider, shop] = [`p-${name}`, `s-${name}`];
  await make.team({ slug: provider, owners: [people.olga] });
  await make.team({ slug: shop, owners: [people.sue, people.sam] });
  await make.team({ slug: `o-${name}`, owners: [`oto@o-${name}.test`] });
  const { slug } = await make.service(provider, { slug: `news-${name}`, approval: "auto" });
  const subscription = await make.apply(await make.consumer(shop), slug);
  const path = `/v1/services/${slug}/announcements`;
  const mails = async () =>
    (await inbox(latchkey)).filter(({ subject }) => subject === `Announcement: ${slug}`);
  const told = async (count: number) => (await eventually(mails, (found) => found.length >= count)).reverse();
  return { make, people, slug, subscription, path, told, stranger: `oto@o-${name}.test`, name };
};
const linkIn = (text: string): string => /http\S+\/announcements\/\S+/.exec(text)?.[0] ?? "";

describe("An announcement", () => {
  it("is one mail to each owner of the teams that subscribe, and is listed for them and the provider", async () => {
    const { people, slug, path, told, stranger } = await used();
    const olga = await asPerson(latchkey, people.olga);
    const { status, body } = await olga("POST", path, NEWS);
    expect([status, body]).toEqual([202, { recipients: 2 }]);
    const mails = await told(2);
    expect(mails.map(({ to }) => to).sort()).toEqual([people.sam, people.sue]);
    expect(mails[0]?.text).toContain("Subject:      Maintenance");
    expect(mails[0]?.text).toContain("> On Sunday.\n> See status[.]example[.]test.");
    const listed = async (who: string) => (await asPerson(latchkey, who))("GET", path);
    const { body: own } = await listed(people.olga);
    expect(own.items).toMatchObject([{ ...NEWS, service: slug, recipients: 2 }]);
    const { body: theirs } = await listed(people.sue);
    expect(theirs.items).toMatchObject([{ ...NEWS, id: own.items[0].id }]);
    expect(theirs.items[0]).not.toHaveProperty("recipients");
    expect(own.items[0]).not.toHaveProperty("serviceId");
    expect((await listed(stranger)).body.code).toBe("not-found");
    const refused = await (await asPerson(latchkey, people.sue))("POST", path, NEWS);
    expect([refused.status, refused.body.code]).toEqual([404, "not-found"]);
  });

  it("no longer reaches who has unsubscribed, whom decisions and ends reach still", async () => {
    const { make, people, slug, subscription, path, told } = await used();
    await root("POST", path, NEWS);
    const mail = (await told(2)).find(({ to }) => to === people.sue);
    const link = linkIn(mail?.text ?? "");
    expect((await fetch(link)).status).toBe(200);
    const clicked = await fetch(link, {
      method: "POST",
      body: new URLSearchParams({ "List-Unsubscribe": "One-Click" }),
    });
    expect([clicked.status, clicked.redirected]).toEqual([200, false]);
    expect((await root("POST", path, { ...NEWS, subject: "Again" })).body).toEqual({ recipients: 1 });
    expect((await told(3)).map(({ to }) => to).slice(2)).toEqual([people.sam]);
    await make.act(subscription, "suspend");
    const others = async () =>
      (await inbox(latchkey)).filter(({ to, subject }) => to === people.sue && subject.includes(slug));
    await eventually(others, (found) => found.some(({ subject }) => !subject.startsWith("Announcement")));
    expect((await told(3)).filter(({ to }) => to === people.sue)).toHaveLength(1);
  });

  it("is made once for an Idempotency-Key, and at most ten times a day", async () => {
    const { people, path, told } = await used();
    const olga = await asPerson(latchkey, people.olga);
    const once = { "Idempotency-Key": randomUUID() };
    for (let times = 0; times < 2; times += 1) {
      const { status, body } = await olga("POST", path, NEWS, once);
      expect([status, body]).toEqual([202, { recipients: 2 }]);
    }
    for (let times = 1; times < 10; times += 1) expect((await olga("POST", path, NEWS)).status).toBe(202);
    const refused = await olga("POST", path, NEWS);
    expect([refused.status, refused.body.code]).toEqual([429, "rate-limited"]);
    expect(refused.headers.get("retry-after")).toMatch(/^\d+$/);
    expect((await olga("GET", path)).body.items).toHaveLength(10);
    expect(await told(20)).toHaveLength(20);
  });

  it("stands in the audit of the provider, with what was said", async () => {
    const { people, path, name } = await used();
    const olga = await asPerson(latchkey, people.olga);
    await olga("POST", path, NEWS);
    const entries = await eventually(
      async () => (await olga("GET", `/v1/audit?team=p-${name}`)).body.items,
      (found: { action: string }[]) => found.some(({ action }) => action === "announcement.created"),
    );
    const entry = entries.find(({ action }: { action: string }) => action === "announcement.created");
    expect(entry).toMatchObject({ actor: people.olga });
    expect(JSON.stringify(entry)).toContain("On Sunday.");
  });

  it.each([
    [{}, "/subject"],
    [{ ...NEWS, subject: "" }, "/subject"],
    [{ ...NEWS, subject: "x\r\nBcc: eve@evil.example" }, "/subject"],
    [{ ...NEWS, subject: "x\u202ey" }, "/subject"],
    [{ ...NEWS, subject: "x".repeat(151) }, "/subject"],
    [{ ...NEWS, text: "" }, "/text"],
    [{ ...NEWS, text: " \n" }, "/text"],
    [{ ...NEWS, text: "x\u2066y" }, "/text"],
    [{ ...NEWS, text: "x\u0000y" }, "/text"],
    [{ ...NEWS, text: "x".repeat(10_001) }, "/text"],
    [{ ...NEWS, to: "all" }, ""],
  ])("%j is refused", async (body, pointer) => {
    const { slug } = await making(root).service(
      (await making(root).team({ slug: `t-${randomUUID().slice(0, 8)}` })).slug,
      {
        slug: `s-${randomUUID().slice(0, 8)}`,
      },
    );
    const { status, body: problem } = await root("POST", `/v1/services/${slug}/announcements`, body);
    expect([status, problem.errors?.[0]?.pointer.startsWith(pointer)]).toEqual([400, true]);
  });

  it("is not made of the platform's own service", async () => {
    const { status, body } = await root("POST", "/v1/services/latchkey/announcements", NEWS);
    expect([status, body.code]).toEqual([403, "forbidden"]);
  });
});
