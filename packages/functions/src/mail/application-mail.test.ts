import { openApprovalLink } from "@latchkey/core/approval/approval-link";
import type { ApplicationNotice } from "@latchkey/core/notification/notification";
import { describe, expect, it } from "vitest";
import type { Addresses } from "./about-facts.ts";
import {
  about,
  application,
  applicationNotice,
  hrefs,
  link,
  ring,
  settings,
} from "./compose-mail.fixture.ts";
import { composeMail } from "./compose-mail.tsx";

describe("The mail about an application", () => {
  it("links to the approver's own page and to nothing else, in both parts", () => {
    const { html, text } = application();
    const links = hrefs(html);
    const page = links.at(-1) ?? "";
    expect(links).toEqual([`${page}#approve`, `${page}#reject`, page]);
    expect(text.match(/https?:\/\/\S+/g)).toEqual([page]);
    const [, token = ""] = /^https:\/\/control\.example\.com\/approvals\/(.+)$/.exec(page) ?? [];
    expect(openApprovalLink(ring, token)).toEqual(link);
  });

  it("says who asks, for what, which plan and why", () => {
    const { html, text, subject } = application({ plan: "Basic plan", scopes: ["read"] });
    for (const fact of [
      "Echo",
      "web-shop",
      "shop",
      "carl@example.com",
      "Basic plan",
      "read",
      "We sell things.",
      "Asked by",
      "Asked on",
    ]) {
      expect(html).toContain(fact);
      expect(text).toContain(fact);
    }
    expect(subject).toBe("Please decide: web-shop (shop) asks for echo");
  });

  it("shows what the applicant wrote as text: no markup, no link, no other address", () => {
    const evil = `<a href="https://evil.example">click</a> https://evil.example/x "quoted"`;
    const { html, text } = application({
      reason: evil,
      consumer: { name: "evil.example", team: "<i>" },
    });
    expect(html).not.toContain("https://evil");
    expect(html).not.toContain("evil.example");
    expect(html).not.toMatch(/<a [^>]*evil|<i>/);
    expect(html).toContain("&lt;a href=");
    expect(text).toContain(
      `> <a href="https[:][//]evil[.]example">click</a> https[:][//]evil[.]example/x "quoted"`,
    );
    expect(text).not.toContain("evil.example");
  });

  it("lets nothing that the applicant wrote pass for what the mail says", () => {
    const asked = "You approve or reject on this page.";
    const ends = ["\n", "\r", "\r\n", "\u2028"];
    const { text } = application({
      reason: ends.map((end) => `${end}${asked}${end}https://evil.example/approvals/x`).join(""),
    });
    const lines = text.split(/\r\n?|[\n\u2028\u2029]/u);
    const quoted = lines.filter((line) => line.includes("evil[.]example"));
    expect(quoted).toHaveLength(ends.length);
    expect(quoted.every((line) => line.startsWith("> "))).toBe(true);
    expect(lines.filter((line) => line.startsWith(asked))).toHaveLength(1);
  });

  it("names the service by its slug in the subject, never by what its team calls it", () => {
    const { subject } = application({
      service: { ...about.service, name: "Echo\r\nBcc: eve@example.com" },
    });
    expect(subject).toBe("Please decide: web-shop (shop) asks for echo");
  });
});

describe("The mail about an application for the management API", () => {
  const { link: _none, ...unlinked } = applicationNotice;
  const forAdmins = (fields: Partial<ApplicationNotice> = {}, addresses: Partial<Addresses> = {}) =>
    composeMail(
      {
        kind: "application",
        to: "ada@example.com",
        key: "evt_1#application#ada@example.com",
        data: { ...unlinked, forAdmins: true, ...fields },
      },
      { ...settings, ...addresses },
      ring,
    );

  it("leads to the portal's page of what is to be decided, and to nothing that decides", () => {
    const { html, text } = forAdmins({ scopes: ["owner"] }, { portalUrl: "https://portal.example.com" });
    expect(hrefs(html)).toEqual(["https://portal.example.com/decisions"]);
    expect(text.match(/https?:\/\/\S+/g)).toEqual(["https://portal.example.com/decisions"]);
    for (const fact of ["carl@example.com", "web-shop", "shop", "owner", "> We sell things."])
      expect(text).toContain(fact);
  });

  it.each([
    ["member", "member of the team shop"],
    ["owner", "owner of the team shop"],
    ["admin", "admin of the platform"],
  ] as const)("says what the applicant is: %s", (role, words) => {
    const { html, text } = forAdmins({ role, scopes: ["owner"] });
    for (const part of [html, text]) expect(part).toContain(words);
  });

  it("names the call where there is no portal, and holds no address then", () => {
    const { html, text } = forAdmins();
    expect(hrefs(html)).toEqual([]);
    expect(text).not.toMatch(/:\/\/|\/approvals\//);
    for (const part of [html, text])
      expect(part).toContain("POST /v1/subscriptions/sub_1/approve or /reject");
  });

  it("tells what a program without scopes would be", () => {
    expect(forAdmins().text).toContain("none named: read and write, as a member of its team");
  });

  it("quotes the reason as text, in which no address is a link", () => {
    const { html, text } = forAdmins({ reason: "See https://evil.example/x\nor <b>this</b>" });
    expect(text).toContain("> See https[:][//]evil[.]example/x\n> or <b>this</b>");
    expect(html).not.toContain("evil.example");
    expect(html).not.toContain("<b>");
  });
});
