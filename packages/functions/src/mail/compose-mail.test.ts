import { describe, expect, it } from "vitest";
import { application, decision, hrefs } from "./compose-mail.fixture.ts";
import { senderOf } from "./mail-identity.ts";

describe("The mail about a decision", () => {
  it("tells the reason and what to do next after an approval", () => {
    const { text, html, subject } = decision({ reason: "Welcome." });
    expect(subject).toBe("Approved: web-shop may use echo");
    expect(text).toContain("> Welcome.");
    expect(text).toContain("https://api.example.com/echo/");
    expect(html).toContain("Welcome.");
    expect(hrefs(html)).toEqual([]);
  });

  it("tells how to go on after a rejection", () => {
    const { text, subject } = decision({ decision: "rejected", status: "rejected" });
    expect(subject).toBe("Rejected: web-shop may not use echo");
    expect(text).toContain("apply again");
  });

  it("does not promise calls that are refused again by now", () => {
    const { text } = decision({ status: "suspended" });
    expect(text).toContain("Since then the subscription has become suspended.");
    expect(text).not.toContain("call the service");
  });

  it("tells the owners that it was a program which applied", () => {
    expect(decision({ machineApplied: true }).text).toContain("because you own the team shop");
    expect(decision().text).toContain("because you applied");
  });
});

describe("Every mail", () => {
  it("says that a program sent it, names its list, and asks for no answer", () => {
    for (const [kind, mail] of Object.entries({ application: application(), decision: decision() })) {
      expect(mail.headers).toEqual({
        "Feedback-ID": `${kind}:platform:latchkey`,
        "List-Id": "Latchkey <notifications.latchkey.mail.example.com>",
        "Auto-Submitted": "auto-generated",
        "X-Auto-Response-Suppress": "All",
      });
      expect(mail.from).toBe("Latchkey <noreply@mail.example.com>");
    }
  });

  it("has the same Message-ID when it is sent again, and another one for another recipient", () => {
    const [once, again, other] = [application(), application(), decision()];
    expect(once.messageId).toMatch(/^<[0-9a-f]{40}@mail\.example\.com>$/);
    expect(again.messageId).toBe(once.messageId);
    expect(other.messageId).not.toBe(once.messageId);
  });

  it("needs a sender that is an address on one line", () => {
    expect(() => senderOf("")).toThrow();
    expect(() => senderOf("Latchkey")).toThrow();
    expect(() => senderOf("a@b.example\r\nBcc: eve@example.com")).toThrow();
  });
});
