import { randomBytes } from "node:crypto";
import { testStore } from "@latchkey/aws/testing/test-store";
import { NOW } from "@latchkey/core/testing/records";
import { describe, expect, it } from "vitest";
import { ring } from "../page/page.fixture.ts";
import { ANN, act, apply, BOB, DAY, dependenciesOf, tokenFor, visitor } from "./approvals.fixture.ts";

const store = testStore();

const visitorAt = (now = NOW) => visitor(dependenciesOf(store(), { now: () => now }));

describe("The link of an application that waits", () => {
  it("shows who asks for what and why, and a form", async () => {
    const { subscription } = await apply(store());
    const { statusCode, body } = await visitorAt().open(tokenFor(subscription));
    expect(statusCode).toBe(200);
    for (const text of ["Echo", "web-shop", "carl@example.com", "We sell things.", ANN])
      expect(body).toContain(text);
    expect(body).toContain('<form method="post">');
    expect(body).toMatch(/<label for="reason">.*<textarea id="reason" name="reason" maxLength="1000"/s);
    expect(body).toMatch(/<button type="submit"[^>]* value="approve" name="decision">/);
    expect(body).toMatch(/<button type="submit"[^>]* value="reject" name="decision">/);
  });

  it("changes nothing, however often a scanner follows it by GET or HEAD", async () => {
    const { subscription } = await apply(store());
    const token = tokenFor(subscription);
    for (let times = 0; times < 3; times += 1) {
      const opened = await visitorAt().open(token);
      expect(opened.statusCode).toBe(200);
      // The server leaves the body out, and tells its length.
      expect(await visitorAt().scan(token)).toEqual(opened);
    }
    expect(await store().stores.subscription(subscription.id)).toEqual(subscription);
  });

  it("shows what people wrote as text: no markup comes of it", async () => {
    const evil = '<script>alert(1)</script><a href="https://evil.example">x</a>"\'&';
    const said = { answers: { use: evil }, questions: [{ name: "use", label: evil }], termsVersion: evil };
    const { subscription } = await apply(
      store(),
      { reason: evil, ...said },
      { name: "<b>Echo</b>", plans: [{ name: "gold", title: evil }], scopes: [{ name: "read" }] },
    );
    const { body } = await visitorAt().open(tokenFor(subscription));
    expect(body).not.toMatch(/<script|<a |<b>|<img|javascript:/);
    expect(body.split("&lt;script&gt;")).toHaveLength(6);
    expect(body).toContain("&lt;script&gt;");
  });
});

describe("The link of an application that is over", () => {
  it.each([
    ["past its end", 14 * DAY, {}, 410, "past its end"],
    ["a second before its end", 14 * DAY - 1000, {}, 200, "waits for your decision"],
    ["of an approver who is no longer named", 0, { approver: "eve@example.com" }, 410, "no longer named"],
    ["of an application that was never made", 0, { application: 2 }, 404, "not valid"],
    ["of a subscription that is not there", 0, { subscription: "sub_none" }, 404, "not valid"],
  ])("answers as %s", async (_what, later, fields, status, sentence) => {
    const { subscription } = await apply(store());
    const { statusCode, body } = await visitorAt(NOW + later).open(tokenFor(subscription, fields));
    expect(statusCode).toBe(status);
    expect(body).toContain(sentence);
    expect(body).not.toContain(status === 200 ? "superseded" : "<form");
  });

  it.each([
    ["withdraw", "withdrawn"],
    ["lapse", "lapsed"],
  ] as const)("says so after %s", async (command, word) => {
    const { subscription } = await apply(store());
    await act(store(), subscription.id, { do: command }, "system");
    const { statusCode, body } = await visitorAt().open(tokenFor(subscription));
    expect(statusCode).toBe(410);
    expect(body).toContain(word);
  });

  it("says who decided, when, and what has become of it since, to every approver", async () => {
    const { subscription } = await apply(store());
    await act(store(), subscription.id, { do: "approve", term: {} }, ANN);
    await act(store(), subscription.id, { do: "suspend" }, "olga@example.com");
    const own = await visitorAt().open(tokenFor(subscription));
    const others = await visitorAt().open(tokenFor(subscription, { approver: BOB }));
    expect(own).toMatchObject({
      statusCode: 200,
      body: expect.stringContaining(`You (${ANN}) approved it on`),
    });
    expect(others).toMatchObject({ statusCode: 200, body: expect.stringContaining(`${ANN} approved it on`) });
    expect(others.body).toContain("1 March 2026 at 12:00 UTC");
    expect(others.body).toContain("suspended by the provider");
    expect(others.body).not.toContain("<form");
  });

  it("is withdrawn with its consumer, also before the clean-up has come so far", async () => {
    const { subscription, consumer } = await apply(store());
    const deleted = { ...consumer, status: "deleted" as const, revision: 2 };
    await store().commit({
      writes: [{ write: "replace", record: { kind: "consumer", value: deleted } }],
      events: [],
      result: { kind: "consumer", keys: {} },
    });
    expect((await visitorAt().open(tokenFor(subscription))).statusCode).toBe(410);
  });

  it("decides nothing on the management API for any consumer that it names", async () => {
    const { subscription } = await apply(store(), {}, { slug: "latchkey", approvers: [ANN] });
    expect((await visitorAt().open(tokenFor(subscription))).statusCode).toBe(410);
  });
});

describe("The link of a renewal or a change of plan", () => {
  const running = async () => {
    const { subscription } = await apply(store(), {}, { plans: [{ name: "pro", title: "Pro plan" }] });
    await act(store(), subscription.id, { do: "approve", term: { durationDays: 10 } }, ANN);
    return subscription;
  };

  it("asks about the renewal, while the first application's link tells how that one went", async () => {
    const subscription = await running();
    const asked = await act(store(), subscription.id, { do: "renew" }, "dora@callers.test");
    expect((await visitorAt().open(tokenFor(asked))).body).toMatch(/A renewal waits.*dora@callers\.test/s);
    expect((await visitorAt().open(tokenFor(subscription))).body).toContain("is approved");
    expect((await visitorAt(NOW + 11 * DAY).open(tokenFor(asked))).body).toContain("A renewal waits");
  });

  it("is superseded when the term of a changed plan is over, recorded or not", async () => {
    const subscription = await running();
    const asked = await act(store(), subscription.id, { do: "change-plan", plan: "pro" });
    expect((await visitorAt().open(tokenFor(asked))).body).toMatch(/A change of plan waits.*Pro plan/s);
    const later = await visitorAt(NOW + 11 * DAY).open(tokenFor(asked));
    expect(later).toMatchObject({ statusCode: 410, body: expect.stringContaining("superseded") });
  });

  it("is superseded when the subscription was cancelled", async () => {
    const subscription = await running();
    const asked = await act(store(), subscription.id, { do: "renew" });
    await act(store(), subscription.id, { do: "cancel" });
    expect((await visitorAt().open(tokenFor(asked))).statusCode).toBe(410);
  });
});

describe("A token that is not ours", () => {
  it.each(["", "x", "link-1.WyJzdWJfMSJd.AAAA", "../../v1/me", "%00", "a".repeat(100_000)])(
    "is unknown: %.20s",
    async (token) => {
      const { statusCode, body } = await visitorAt().open(token);
      expect(statusCode).toBe(404);
      expect(body).toContain("This link is not valid");
    },
  );

  it("that was changed in any one character is unknown, and is never read further than that", async () => {
    const { subscription } = await apply(store());
    const token = tokenFor(subscription);
    const blind = visitor(
      dependenciesOf(store(), {
        stores: { ...store().stores, subscription: () => Promise.reject(new Error("was asked")) },
      }),
    );
    for (let at = 0; at < token.length; at += 1) {
      const other = token[at] === "A" ? "B" : "A";
      const { statusCode } = await blind.open(token.slice(0, at) + other + token.slice(at + 1));
      expect(statusCode).toBe(404);
    }
  });

  it("asks for newer keys only when it names a key that we do not hold", async () => {
    const { subscription } = await apply(store());
    const next = { current: "link-2", keys: { ...ring.keys, "link-2": randomBytes(32).toString("base64") } };
    let refreshed = 0;
    const refresh = async () => {
      refreshed += 1;
      return next;
    };
    const { open } = visitor(dependenciesOf(store(), { keys: { ring: async () => ring, refresh } }));
    expect((await open(`${tokenFor(subscription).slice(0, -2)}AA`)).statusCode).toBe(404);
    expect(refreshed).toBe(0);
    expect((await open(tokenFor(subscription, {}, next))).statusCode).toBe(200);
    expect(refreshed).toBe(1);
  });
});
