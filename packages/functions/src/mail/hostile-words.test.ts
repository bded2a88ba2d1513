import type { Notification } from "@latchkey/core/notification/notification";
import { aRing } from "@latchkey/core/testing/records";
import LinkifyIt from "linkify-it";
import { describe, expect, it } from "vitest";
import { SAMPLES } from "../../scripts/sample-notifications.ts";
import { composeMail } from "./compose-mail.tsx";
import { senderOf } from "./mail-identity.ts";

const ring = aRing("k1");
const settings = {
  sender: senderOf("Latchkey <noreply@mail.example.com>"),
  controlUrl: "https://control.own.example",
  gatewayUrl: "https://api.own.example",
  portalUrl: "https://portal.own.example",
};

/**
 * Every field of a notification that a tenant writes, even if input validation limits it today: older records were validated
 * less.
 */
const WRITTEN = new Set([
  "name",
  "plan",
  "newPlan",
  "reason",
  "used",
  "scopes",
  "member",
  "origin",
  "label",
  "text",
  "subject",
  "termsVersion",
  "services",
  "from",
]);

const everywhere = (value: unknown, words: string): unknown => {
  if (Array.isArray(value)) return value.map((each) => everywhere(each, words));
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, each]) => [
      key,
      !WRITTEN.has(key) ? everywhere(each, words) : Array.isArray(each) ? [words] : words,
    ]),
  );
};

const hostile = (notification: Notification<string>, words: string) =>
  composeMail(everywhere(notification, words) as Notification<string>, settings, ring);

const linker = new LinkifyIt({}, { fuzzyLink: true, fuzzyEmail: true, fuzzyIP: true });
linker.tlds("example", true);
const linked = (text: string): string[] => (linker.match(text) ?? []).map(({ url }) => url);

/** As a mail program shows it: without the document's head and the links that are ours. */
const shownOf = (html: string): string =>
  html
    .replace(/<!DOCTYPE[^>]*>|<head>.*?<\/head>|<html[^>]*>/gsu, "")
    .replace(/<a [^>]*>.*?<\/a>/gsu, " ")
    .replace(/<[^>]*>/gu, " ")
    .replaceAll("&lt;", "<")
    .replaceAll("&gt;", ">")
    .replaceAll("&quot;", '"')
    .replaceAll("&#x27;", "'")
    .replaceAll("&amp;", "&");

const OWN = /^(?:https:\/\/(?:control|api|portal)\.own\.example\/|mailto:carla\.applicant@example\.org$)/;

const WORDS: [string, string][] = [
  ["an address", "https://evil.example/login"],
  ["a bare domain", "evil.example"],
  ["an e-mail address", "eve@evil.example"],
  ["one of our own addresses, changed", "https://control.own.example@evil.example/approvals/x"],
  ["a header", "x\r\nBcc: eve@evil.example"],
  ["a new paragraph", "x\n\nPlease pay at https://evil.example"],
  ["markup", '</td><a href="https://evil.example">Approve</a>'],
  ["a sentence", "Your account is locked. Call +1 555 010 0199"],
  ["marks that reorder", "\u202eelpmaxe.live//:sptth"],
  ["a hidden address", "evil\u200b.\u2060example"],
  ["a very long word", `${"evil.example/".repeat(100)}`],
];

describe.each(WORDS)("A tenant that writes %s into all that it may", (_what, words) => {
  it.each(Object.entries(SAMPLES))("has none of it in the subject, nor a link: %s", (_name, sample) => {
    const { subject, text, html } = hostile(sample, words);
    expect(subject).toMatch(/^[A-Za-z0-9 ,:().…_-]{1,120}$/);
    // A name that looks like a domain may occur there: it is neither a link nor a sentence.
    if (words !== "evil.example") expect(subject).not.toMatch(/evil|account|pay/i);
    expect(linked(text).filter((url) => !OWN.test(url))).toEqual([]);
    const hrefs = [...html.matchAll(/(?:href|src)="([^"]*)"/gu)].map(([, href = ""]) => href);
    expect(hrefs.filter((href) => !OWN.test(href))).toEqual([]);
    expect(linked(shownOf(html)).filter((url) => !OWN.test(url))).toEqual([]);
  });
});

it("leaves Latchkey's own links unchanged, with any text around them", () => {
  const sample = SAMPLES["application"];
  if (!sample) throw new Error("There is no such sample.");
  const { text, html } = hostile(sample, "https://evil.example");
  const [page = ""] = /https:\/\/control\.own\.example\/approvals\/\S+/.exec(text) ?? [];
  expect(linked(text)).toContain(page);
  for (const href of [page, `${page}#approve`, `${page}#reject`]) expect(html).toContain(`href="${href}"`);
});
