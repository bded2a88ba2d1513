import { describe, expect, it } from "vitest";
import { firstRevision } from "../resource.ts";
import { DAY, NOW, timeAt } from "../testing/records.ts";
import { invite } from "./decide-invitation.ts";
import type { Invitation } from "./invitation.ts";
import { planRoom } from "./plan-invitation.ts";

const invitations = (count: number, at: number): Invitation[] =>
  Array.from({ length: count }, (_, index) => {
    const invited = invite(
      undefined,
      {
        fresh: firstRevision(`inv_${index}`, timeAt(at)),
        team: "acme",
        email: `one-${index}@x.test`,
        offer: { kind: "member", role: "member" },
        inviter: { kind: "person", email: "ann@x.test" },
      },
      at,
    );
    return invited ? [invited.invitation] : [];
  }).flat();

describe("room for one more invitation", () => {
  it.each<[string, number, number, number]>([
    ["is there below the bound", 9, NOW, 0],
    ["is made of those whose links are past their end, ten at once", 30, NOW - 14 * DAY, 10],
    ["is made of as many as there are", 12, NOW - 14 * DAY, 10],
  ])("%s", (_name, held, at, erased) => {
    const idle = invitations(held, at);
    const most = Math.max(10, held);
    expect(planRoom({ held, added: 1, most, idle }, NOW)).toHaveLength(erased);
  });

  it("is refused where all of them can still be answered, or hold back another mail", () => {
    const idle = invitations(10, NOW - 14 * DAY + 1);
    expect(() => planRoom({ held: 10, added: 1, most: 10, idle }, NOW)).toThrow(
      expect.objectContaining({ code: "limit-reached" }),
    );
  });
});
