import { expect, it } from "vitest";
import { AS_ASKED, approvalOf } from "./approval-draft.ts";

it("an approval says nothing of what is as it was asked", () => {
  expect(approvalOf({ ...AS_ASKED, reason: " " })).toEqual({});
  expect(
    approvalOf({ plan: "gold", scopes: ["read"], lastDay: "2026-01-31", reason: " Small first " }),
  ).toEqual({
    plan: "gold",
    scopes: ["read"],
    expiresAt: "2026-01-31T23:59:59.000Z",
    reason: "Small first",
  });
});
