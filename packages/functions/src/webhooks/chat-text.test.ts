import { describe, expect, it } from "vitest";
import { type ChatFacts, chatText, chatWords } from "./chat-text.ts";

const PAGE = "https://portal.own.example/subscriptions/sub_1";
const facts: ChatFacts = {
  subscription: "sub_1",
  service: { slug: "forecast", name: "Forecast", team: "weather" },
  consumer: { name: "web-shop", team: "shop" },
  plan: "Basic",
  asked: "subscription",
  urgency: "new",
  applicant: "carl@example.org",
  scopes: [],
  reason: "We sell umbrellas.",
  askedAt: "2026-03-01T00:00:00.000Z",
  decideUntil: "2026-03-15T00:00:00.000Z",
};

/** Every place of a text that somebody else than Latchkey writes. */
const everywhere = (words: string): ChatFacts => ({
  ...facts,
  service: { slug: words, name: words, team: words },
  consumer: { name: words, team: words },
  plan: words,
  newPlan: words,
  applicant: words,
  scopes: [words],
  reason: words,
  answers: [{ name: "why", label: words, text: words }] as NonNullable<ChatFacts["answers"]>,
});

const ATTACKS: [string, string][] = [
  ["a mention of a channel", "<!channel> <!here> <!everyone>"],
  ["a mention of a person", "<@U024BE7LH> @channel @here"],
  ["a mention in Teams", "<at>Ada</at>"],
  ["a link of Slack", "<https://evil.example|Approve>"],
  ["a link of Markdown", "[Approve](https://evil.example)"],
  ["a link by reference", "[Approve][1] [1]: https://evil.example"],
  ["an image", "![](https://evil.example/x.png)"],
  ["an address", "https://evil.example/login"],
  ["a bare domain", "www.evil.example evil.example"],
  ["an address in brackets", "<https://evil.example>"],
  ["a mail address", "eve@evil.example mailto:eve@evil.example"],
  ["HTML", '<a href="https://evil.example">x</a><img src=x onerror=alert(1)>'],
  ["entities", "&lt;!channel&gt; &#60;!here&#62;"],
  ["formats", "*bold* _it_ ~gone~ `code` **b** __u__"],
  ["a block of code", "```\nx\n```"],
  ["a channel", "#general <#C024BE7LR>"],
  ["a table and an escape", "| a | b |\\|"],
  ["lines of its own", "x\nService: Bank\r\nhttps://evil.example\u2028# Approved\u0085> quoted"],
  ["control characters", "x\u0000\u0007\u001b[31my\u009b"],
  ["direction marks", "\u202eelpmaxe.live//:sptth\u2066\u200f"],
  ["hidden characters", "evil\u200b.\u2060example <\u200b!channel>"],
  ["a scheme of its own", "slack://channel?id=1 msteams:/l/x javascript:alert(1)"],
];

describe("What a stranger writes is words in a chat:", () => {
  it.each(ATTACKS)("%s", (_what, words) => {
    const lines = chatText(everywhere(words), PAGE).split("  \n");
    expect(lines).toHaveLength(10);
    expect(lines.at(-1)).toBe(PAGE);
    for (const line of lines.slice(0, -1)) {
      expect(line).toMatch(
        /^(?:An application waits|Service: |Consumer: |Applicant: |Plan: |Asked for: |Scopes: |Reason: |Answer to “)/,
      );
      expect(line).not.toMatch(/[&<>*_~`[\]|\\#@]|:\/\/|www\.|\w\.\w|javascript:a/);
      expect(line).not.toMatch(/[\p{Cc}\u2028\u2029]|(?![\uFE00-\uFE0F])\p{DI}/u);
    }
  });

  it.each([
    ["a*b_c~d@evil.example", "a＊b＿c～d［＠］evil［.］example"],
    ["carl@example.org", "carl@example.org"],
    ["con_0000000000000001", "con＿0000000000000001"],
  ])("an applicant %s is shown as %s", (applicant, shown) => {
    expect(chatText({ ...facts, applicant }, undefined)).toContain(`Applicant: ${shown}  \n`);
  });
});

describe("The text of a chat", () => {
  it("says who asks for what, and leads to the portal's page, never to a link that decides", () => {
    const text = chatText(facts, PAGE);
    expect(text.split("  \n")).toEqual([
      "An application waits for a decision.",
      "Service: Forecast (forecast)",
      "Consumer: web-shop of the team shop",
      "Applicant: carl@example.org",
      "Plan: Basic",
      "Reason: We sell umbrellas.",
      PAGE,
    ]);
    expect(text).not.toContain("/approvals/");
  });

  it("names no address where there is no portal", () => {
    expect(chatText(facts, undefined)).not.toContain("http");
  });

  it("is bounded, however much was answered", () => {
    const answers = Array.from({ length: 20 }, (_, at) => ({
      name: `q${at}`,
      label: "l".repeat(5000),
      text: "\u{1f600}".repeat(5000),
    })) as NonNullable<ChatFacts["answers"]>;
    const text = chatText({ ...everywhere("x".repeat(5000)), answers }, PAGE);
    expect(text.length).toBeLessThan(15_000);
    expect(text).toContain("More answers are in the portal.");
    expect(text.isWellFormed()).toBe(true);
  });

  it("leaves words of any language as they are", () => {
    expect(chatWords("Wetter für alle (2,5 %) – 天气。 100 % sure?")).toBe(
      "Wetter für alle (2,5 %) – 天气。 100 % sure?",
    );
  });
});
