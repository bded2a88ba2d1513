import { hash } from "node:crypto";
import { testStore } from "@latchkey/aws/testing/test-store";
import { Unavailable } from "@latchkey/core/outage";
import { NOW } from "@latchkey/core/testing/records";
import { describe, expect, it } from "vitest";
import { apply, DAY, dependenciesOf, tokenFor, visitor } from "./approvals.fixture.ts";

const store = testStore();

const visitorAt = (now = NOW) => visitor(dependenciesOf(store(), { now: () => now }));

describe("Every page", () => {
  it("has headers that keep it private and let nothing run on it or be loaded by it", async () => {
    const { subscription } = await apply(store());
    const token = tokenFor(subscription);
    for (const answer of [
      await visitorAt().open(token),
      await visitorAt().scan(token),
      await visitorAt().open("unknown"),
      await visitorAt(NOW + 15 * DAY).open(token),
      await visitorAt().send(token, "{}", { "content-type": "application/json" }),
    ]) {
      expect(answer.headers).toMatchObject({
        "Content-Type": "text/html; charset=utf-8",
        "Cache-Control": "no-store",
        "Referrer-Policy": "no-referrer",
        "X-Content-Type-Options": "nosniff",
        "X-Robots-Tag": "noindex, nofollow",
      });
      const policy = String(answer.headers?.["Content-Security-Policy"]);
      expect(policy).toMatch(
        /^default-src 'none'; style-src 'sha256-[^']+'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'$/,
      );
      if (answer.body === "") continue;
      const style = /<style>(.*?)<\/style>/s.exec(answer.body)?.[1] ?? "";
      expect(policy).toContain(`'sha256-${hash("sha256", style, "base64")}'`);
      expect(answer.body).toMatch(/^<!DOCTYPE html><html lang="en">/);
      expect(answer.body).toMatch(/<title>[^<]+ – Latchkey<\/title>/);
      expect(answer.body.match(/<h1>/g)).toHaveLength(1);
      expect(answer.body).not.toMatch(/<script|\son\w+=|style="|src=|https?:\/\//);
    }
  });

  it("does not hold its own token, and neither does the log when something fails", async () => {
    const { subscription } = await apply(store());
    const token = tokenFor(subscription);
    expect((await visitorAt().open(token)).body).not.toContain(token);
    const lines: string[] = [];
    const write = (message: string, fields: Record<string, unknown>) =>
      void lines.push(message, JSON.stringify(fields), String(fields["error"]));
    const failing = visitor(
      dependenciesOf(store(), {
        stores: { ...store().stores, subscription: () => Promise.reject(new Unavailable("no answer")) },
        log: { info: write, warn: write, error: write },
      }),
    );
    expect(await failing.open(token)).toMatchObject({
      statusCode: 503,
      headers: { "Retry-After": "2", "Content-Type": "text/html; charset=utf-8" },
    });
    expect(lines.length).toBeGreaterThan(0);
    expect(lines.join()).not.toContain(token);
  });

  it("is a page also when we are wrong ourselves", async () => {
    const { subscription } = await apply(store());
    const broken = visitor(
      dependenciesOf(store(), {
        stores: {
          ...store().stores,
          members: () => Promise.reject(new TypeError("a bug")),
          serviceById: () => Promise.reject(new TypeError("a bug")),
        },
      }),
    );
    const { statusCode, body } = await broken.open(tokenFor(subscription));
    expect(statusCode).toBe(500);
    expect(body).not.toContain("a bug");
  });
});
