import { describe, expect, it } from "vitest";
import { eventually } from "../support/management.ts";
import { ownLatchkey } from "../support/own-latchkey.ts";
import { inbox, moveClock } from "./life.fixture.ts";

const OLGA = "olga@providers.test";
const SUE = "sue@callers.test";
const TOM = "tom@others.test";
const { latchkey, root, make } = ownLatchkey({}, { providers: [OLGA], callers: [SUE], others: [TOM] });

const DAY = 86_400_000;
const inDays = (days: number) => new Date(Date.now() + days * DAY).toISOString();
const seconds = (time: string) => Math.floor(Date.parse(time) / 1000);

/** A service that answers, and a consumer of `callers` that may call it. */
const used = async () => {
  const { slug } = await make.service("providers", {
    approval: "auto",
    upstream: { url: `${latchkey().control}/_local/upstreams/echo` },
  });
  const consumer = await make.consumer("callers");
  const { secret } = await make.credential(consumer);
  const subscription = await make.apply(consumer, slug);
  const call = () => fetch(`${latchkey().gateway}/${slug}/x`, { headers: { "X-API-Key": secret.apiKey } });
  const verify = async () => {
    const body = { service: slug, method: "GET", path: "/x", headers: { "x-api-key": secret.apiKey } };
    return (await root("POST", "/v1/verify", body)).body;
  };
  const deprecate = (deprecation: object | null) => root("PATCH", `/v1/services/${slug}`, { deprecation });
  return { slug, subscription, call, verify, deprecate };
};

const mailsAbout = async (slug: string) =>
  (await inbox(latchkey())).filter(({ subject }) => subject.endsWith(`: ${slug}`));
const told = async (slug: string, count: number) => {
  const mails = await eventually(
    () => mailsAbout(slug),
    (found) => found.length >= count,
  );
  return mails.map(({ to, subject }) => `${to.split("@")[0]}: ${subject.split(":")[0]}`).sort();
};

describe("A deprecated service", () => {
  it("says so in each answer, its catalogue page and a mail, and takes no new applications", async () => {
    const { slug, call, deprecate } = await used();
    const another = await make.consumer("others");
    const sunsetAt = inDays(100);
    const { body } = await deprecate({ sunsetAt, successor: "next", message: "See next.example.test" });
    expect(body.deprecation).toMatchObject({ sunsetAt, successor: "next" });
    const { body: shown } = await root("GET", `/v1/catalog/${slug}`);
    expect(shown.deprecation).toEqual(body.deprecation);
    const answer = await eventually(call, ({ headers }) => headers.has("sunset"));
    expect([answer.status, answer.headers.get("deprecation")]).toEqual([
      200,
      `@${seconds(body.deprecation.at)}`,
    ]);
    expect(seconds(answer.headers.get("sunset") ?? "")).toBe(seconds(sunsetAt));
    expect(answer.headers.get("link")).toBe(`<${latchkey().gateway}/next>; rel="successor-version"`);
    const refused = await root("POST", `/v1/consumers/${another.id}/subscriptions`, { service: slug });
    expect([refused.status, refused.body.code]).toEqual([409, "service-retired"]);
    expect(await told(slug, 1)).toEqual(["sue: Ends in 100 days"]);
    const [mail] = await mailsAbout(slug);
    expect(mail?.text).toContain("See next[.]example[.]test");
  });

  it("takes applications until it begins, and calls until its end; then none, wherever one asks", async () => {
    const { slug, call, verify, deprecate } = await used();
    await deprecate({ at: inDays(50), sunsetAt: inDays(60) });
    expect(await told(slug, 1)).toEqual(["sue: Ends in 60 days"]);
    const another = await make.consumer("others");
    expect((await make.apply(another, slug)).status).toBe("active");
    await deprecate({ at: inDays(-2), sunsetAt: inDays(-1) });
    expect(await told(slug, 3)).toEqual(["sue: Ended", "sue: Ends in 60 days", "tom: Ended"]);
    const ended = await eventually(call, ({ status }) => status === 410);
    expect(await ended.json()).toMatchObject({ code: "service-sunset" });
    expect(ended.headers.has("sunset")).toBe(true);
    expect(await verify()).toMatchObject({ allowed: false, status: 410, code: "service-sunset" });
    await deprecate(null);
    const answer = await eventually(call, ({ status }) => status === 200);
    expect(["deprecation", "sunset", "link"].filter((name) => answer.headers.has(name))).toEqual([]);
    expect(await told(slug, 5)).toEqual([
      "sue: Ended",
      "sue: Ends in 60 days",
      "sue: No longer ends",
      "tom: Ended",
      "tom: No longer ends",
    ]);
  });

  it.each([
    [{ sunsetAt: "soon" }, "/deprecation/sunsetAt"],
    [{}, "/deprecation/sunsetAt"],
    [{ sunsetAt: inDays(1), at: inDays(2) }, "/deprecation/at"],
    [{ sunsetAt: inDays(1), successor: "No slug" }, "/deprecation/successor"],
    [{ sunsetAt: inDays(1), message: "x".repeat(2001) }, "/deprecation/message"],
    [{ sunsetAt: inDays(1), more: 1 }, "/deprecation"],
  ])("%j is refused", async (deprecation, pointer) => {
    const { slug } = await make.service("providers");
    const { status, body } = await root("PATCH", `/v1/services/${slug}`, { deprecation });
    expect([status, body.errors?.[0]?.pointer.slice(0, pointer.length)]).toEqual([400, pointer]);
  });

  it("is no successor of itself", async () => {
    const { slug } = await make.service("providers");
    const deprecation = { sunsetAt: inDays(1), successor: slug };
    const { body } = await root("PATCH", `/v1/services/${slug}`, { deprecation });
    expect(body.errors[0].pointer).toBe("/deprecation/successor");
  });
});

it("Its subscribers hear of its end at once, 30, 7 and 1 days before, and of another end again", async () => {
  const { slug, deprecate } = await used();
  await deprecate({ sunsetAt: inDays(40) });
  expect(await told(slug, 1)).toEqual(["sue: Ends in 40 days"]);
  await deprecate({ sunsetAt: inDays(50) });
  const both = ["sue: Ends in 40 days", "sue: Ends in 50 days"];
  expect(await told(slug, 2)).toEqual(both);
  await deprecate({ ...(await root("GET", `/v1/services/${slug}`)).body.deprecation, message: "Sorry." });
  await moveClock(latchkey(), 20.1);
  expect(await told(slug, 3)).toEqual(["sue: Ends in 30 days", ...both]);
  await moveClock(latchkey(), 49.1);
  // After a pause of the clock one announcement is enough.
  expect(await told(slug, 4)).toEqual(["sue: Ends in 1 day", "sue: Ends in 30 days", ...both]);
});

describe("A renewal of a subscription to a deprecated service", () => {
  const renewable = async (sunset: number) => {
    const { slug } = await make.service("providers", {
      approval: "auto",
      plans: [{ name: "month", durationDays: 30 }],
    });
    const subscription = await make.apply(await make.consumer("callers"), slug);
    const sunsetAt = new Date(Date.parse(subscription.expiresAt) + sunset * DAY).toISOString();
    await root("PATCH", `/v1/services/${slug}`, { deprecation: { sunsetAt } });
    return { subscription, sunsetAt };
  };

  it("runs to the service's end at most", async () => {
    const { subscription, sunsetAt } = await renewable(10);
    expect((await make.act(subscription, "renew")).expiresAt).toBe(sunsetAt);
  });

  it("is refused where nothing is left, and not offered", async () => {
    const { subscription } = await renewable(-1);
    const refused = await root("POST", `/v1/subscriptions/${subscription.id}/renew`, {});
    expect([refused.status, refused.body.code]).toEqual([409, "service-retired"]);
    expect((await root("GET", `/v1/subscriptions/${subscription.id}`)).body.actions).not.toContain("renew");
  });
});
