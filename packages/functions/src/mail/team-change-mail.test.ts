import { describe, expect, it } from "vitest";
import { mailText } from "./mail-text.ts";
import { teamChangeMail } from "./team-change-mail.ts";

const addresses = { controlUrl: "", gatewayUrl: "", portalUrl: "https://portal.example.com" };
const notice = {
  at: "2026-03-02T08:30:00.000Z",
  actor: "ada@example.com",
  team: "shop",
  member: "zoe@example.com",
} as const;

describe("The mail to who is added to a team", () => {
  it.each([
    ["member.added", "viewer", "a viewer"],
    ["member.added", "member", "a member"],
    ["member.added", "owner", "an owner"],
  ] as const)("says by whom, as what, and where the team is: %s as %s", (fact, role, words) => {
    const content = teamChangeMail({ ...notice, fact, role, concernsRecipient: true }, addresses);
    expect(content.subject.line).toBe("Added: team shop");
    const text = mailText(content);
    expect(text).toContain(`You belong to the team shop from now on, as ${words}.`);
    expect(text).toMatch(/By: +ada@example\.com/);
    expect(text).toContain(`${addresses.portalUrl}/teams/shop`);
    expect(text).not.toContain("Every owner gets this mail");
  });

  it("differs from what the owners are told", () => {
    const text = mailText(teamChangeMail({ ...notice, fact: "member.added", role: "member" }, addresses));
    expect(text).toContain("An admin added a member in the team shop.");
    expect(text).toContain("because you own the team shop");
  });

  it("of one who was removed has no page to open", () => {
    const removed = { ...notice, fact: "member.removed", concernsRecipient: true } as const;
    expect(mailText(teamChangeMail(removed, addresses))).not.toContain(addresses.portalUrl);
  });
});
