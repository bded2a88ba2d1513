import { openAnnouncementLink } from "@latchkey/core/announcement/announcement-link";
import type { AnnouncementNotice } from "@latchkey/core/notification/announcement-notice";
import { aRing } from "@latchkey/core/testing/records";
import { describe, expect, it } from "vitest";
import { SAMPLES } from "../../scripts/sample-notifications.ts";
import { mailSettings } from "../testing/mail-settings.ts";
import { composeMail } from "./compose-mail.tsx";

const ring = aRing("k1");
const notice: AnnouncementNotice = {
  subject: "Maintenance",
  text: "On Sunday.",
  at: "2026-03-20T08:30:00.000Z",
  service: { slug: "forecast", name: "Forecast", team: "weather" },
  ofTeam: "shop",
  link: { service: "svc_1", address: "owner@shop.test" },
};
const mailWith = (fields: Partial<AnnouncementNotice> = {}) =>
  composeMail(
    {
      kind: "announcement",
      to: "owner@shop.test",
      key: "ann_1#announcement#x",
      data: { ...notice, ...fields },
    },
    mailSettings,
    ring,
    "weather",
  );

describe("The mail of an announcement", () => {
  it("can be unsubscribed from with one click, by a link that is the recipient's own (RFC 8058)", () => {
    const { headers, text, html } = mailWith();
    const [, address = ""] = /^<(.+)>$/.exec(headers["List-Unsubscribe"] ?? "") ?? [];
    const token = address.slice(`${mailSettings.controlUrl}/announcements/`.length);
    expect(openAnnouncementLink(ring, token)).toEqual(notice.link);
    expect(headers["List-Unsubscribe-Post"]).toBe("List-Unsubscribe=One-Click");
    expect(text).toContain(address);
    expect(html).toContain(`href="${address}"`);
  });

  it("is the only one with such a link: what must be told cannot be unsubscribed from", () => {
    const kinds = Object.values(SAMPLES)
      .filter((each) => "List-Unsubscribe" in composeMail(each, mailSettings, ring).headers)
      .map(({ kind }) => kind);
    expect(kinds).toEqual(["announcement"]);
  });

  it.each([
    ["a header", "Hi\r\nBcc: eve@evil.example"],
    ["a header of its own", "Hi\nList-Unsubscribe: <https://evil.example>"],
    ["markup", '<img src=x onerror=alert(1)><a href="https://evil.example">Pay</a>'],
    ["marks that reorder", "\u202eelpmaxe.live\u2066"],
    ["an address", "https://evil.example"],
    ["a quotation's end", "x\n-- \nPay at https://evil.example"],
  ])("says %s as words of the service's team", (_what, words) => {
    const { subject, headers, text, html } = mailWith({ subject: words, text: words });
    expect(subject).toBe("Announcement: forecast");
    expect(Object.values(headers).join("\n")).not.toContain("evil");
    expect(html).not.toMatch(/<img|<a [^>]*evil|[\u202a-\u202e\u2066-\u2069]/);
    expect(text).not.toMatch(/https:\/\/evil|evil\.example|[\u202a-\u202e\u2066-\u2069]/);
    for (const line of text.split("\n").filter((each) => each.includes("evil")))
      expect(line).toMatch(/^(?:> |Subject:)/);
  });
});
