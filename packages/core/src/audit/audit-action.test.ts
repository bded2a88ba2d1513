import { describe, expect, it } from "vitest";
import { AUDIT_ACTIONS } from "./audit-action.ts";

describe("the actions of the audit", () => {
  it("are each named once, by a kind of record that is audited", () => {
    expect(new Set(AUDIT_ACTIONS).size).toBe(AUDIT_ACTIONS.length);
    expect(
      AUDIT_ACTIONS.filter((action) => /^(?:delivery|dead-letter|quota|member\.invited)/.test(action)),
    ).toEqual([]);
  });

  it.each(["team.tampered", "webhook.created", "subscription.plan-changed", "credential.rehashed"])(
    "have %s among them",
    (action) => expect(AUDIT_ACTIONS).toContain(action),
  );
});
