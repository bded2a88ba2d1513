import { testStore } from "@latchkey/aws/testing/test-store";
import { describe, expect, it } from "vitest";
import { appliedTo, linksIn, nextDay, tellAll } from "./case-digest.fixture.ts";
import { DAY, freshAddress, openPostOffice } from "./post-office.fixture.ts";

const store = testStore();

const ann = freshAddress("ann");

describe("A flood of applications", () => {
  it("fills one mail of bounded size, in which other teams have their place, and the rest is in the next", async () => {
    const post = openPostOffice(store());
    const flood = await appliedTo(store(), {
      approvers: [ann()],
      daily: [ann()],
      count: 45,
      reason: "x".repeat(2000),
    });
    const one = await appliedTo(store(), { approvers: [ann()], consumerName: "quiet-shop" });
    await tellAll(post, [...flood.applied, ...one.applied]);
    expect(post.mails).toEqual([]);
    await nextDay(post);
    await nextDay(post, DAY);
    await nextDay(post, DAY);
    expect(post.subjects()).toEqual([
      `${ann()}: 30 applications wait for you`,
      `${ann()}: 16 applications wait for you`,
    ]);
    const [first, second] = post.mails;
    expect(first?.text).toContain("quiet-shop");
    expect(first?.text).toContain("Up to 16 more wait.");
    expect(second?.text).not.toContain("more wait");
    const links = post.mails.flatMap(({ text }) => linksIn(text));
    expect(new Set(links).size).toBe(46);
    for (const { text, html } of post.mails) {
      expect(text.length).toBeLessThan(60_000);
      expect(html.length).toBeLessThan(102_000);
    }
  });

  it("says nothing in the words of a stranger that is a link, or orders the text otherwise", async () => {
    const post = openPostOffice(store());
    const { applied } = await appliedTo(store(), {
      approvers: [ann()],
      daily: [ann()],
      serviceName: "eve\u202eshop x.evil.example",
      reason: "See https://evil.example\r\n\r\nhttps://control.example.com/approvals/x <b>now</b> \u2067",
    });
    await tellAll(post, applied);
    await nextDay(post);
    const { text = "", html = "" } = post.mails.at(-1) ?? {};
    for (const part of [text, html]) {
      expect(part).not.toMatch(/https:\/\/evil|evil\.example|[\u202e\u2067]/);
      expect(new Set(part.match(/https:\/\/control\.example\.com\/approvals\/[\w.-]+/g)).size).toBe(1);
    }
    expect(html).not.toContain("<b>");
    expect(text).toMatch(/ {2}> See https\[:\]\[\/\/\]evil\[\.\]example/);
  });
});
