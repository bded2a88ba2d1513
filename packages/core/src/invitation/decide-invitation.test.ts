import { describe, expect, it } from "vitest";
import { firstRevision } from "../resource.ts";
import { DAY, NOW, timeAt } from "../testing/records.ts";
import { answer, type Inviting, invite, withdraw } from "./decide-invitation.ts";
import { type Invitation, type InvitationStanding, standingOf } from "./invitation.ts";

const asked = (fields: Partial<Inviting> = {}, id = "inv_1"): Inviting => ({
  fresh: firstRevision(id, timeAt(NOW)),
  team: "acme",
  email: "zoe@x.test",
  offer: { kind: "member", role: "member" },
  inviter: { kind: "person", email: "ann@x.test" },
  ...fields,
});
const made = (at = NOW): Invitation => {
  const first = invite(undefined, asked(), at);
  if (!first) throw new Error("The first invitation is made.");
  return first.invitation;
};
const by = (now: number) => ({ now, sourceIp: "192.0.2.1" });
const withdrawn = (): Invitation => withdraw(made(), NOW) ?? made();
const declined = (): Invitation => answer(made(), "decline", by(NOW));
const accepted = (): Invitation => answer(made(), "accept", by(NOW));
const ROLE = { offer: { kind: "member", role: "owner" } } as const;
const OTHER = { inviter: { kind: "machine", consumer: "con_1" } } as const;

describe("inviting", () => {
  /** What is known, how much later it is invited again, what differs; then: another mail, told to the owners, number, days. */
  it.each<
    [string, () => Invitation, number, Partial<Inviting>, [boolean, boolean, number, number] | undefined]
  >([
    ["an open one again at once changes nothing", made, 0, {}, undefined],
    ["an open one an hour before the day is over changes nothing", made, DAY - 3_600_000, {}, undefined],
    ["an open one a day later mails the same link for longer", made, DAY, {}, [true, false, 1, 15]],
    ["an open one with another role tells the owners and sends no mail", made, 1, ROLE, [false, true, 1, 14]],
    ["an open one by another person counts as theirs from then on", made, 1, OTHER, [false, false, 1, 14]],
    ["a withdrawn one at once ends its link and sends no mail", withdrawn, 1, {}, [false, true, 2, 14]],
    ["a withdrawn one a day later mails a new link", withdrawn, DAY, {}, [true, true, 2, 15]],
    ["a declined one at once sends no mail", declined, 1, {}, [false, true, 2, 14]],
    ["a declined one a day later mails a new link", declined, DAY, {}, [true, true, 2, 15]],
    ["one that was accepted, by a member who left, mails at once", accepted, 1, {}, [true, true, 2, 14]],
    ["one that is past its end mails a new link", made, 14 * DAY, {}, [true, true, 2, 28]],
  ])("%s", (_name, known, later, fields, expected) => {
    const now = NOW + later;
    const invited = invite(known(), asked(fields, "inv_2"), now);
    if (!expected) return expect(invited).toBeUndefined();
    const [mail, changed, number, days] = expected;
    expect(invited).toMatchObject({ changed, invitation: { number, id: "inv_1", status: "invited" } });
    expect(Math.floor((Date.parse(invited?.invitation.expiresAt ?? "") - NOW) / DAY)).toBe(days);
    expect(invited?.invitation).not.toHaveProperty("answer");
    return expect(invited?.invitation.mailedAt).toBe(timeAt(mail ? now : NOW));
  });

  it("and withdrawing a hundred times within a day mails once", () => {
    let invitation: Invitation | undefined;
    const mails = new Set<string>();
    for (let times = 0; times < 100; times += 1) {
      const invited = invite(invitation, asked(), NOW + times * 1000);
      if (invited?.mail) mails.add(invited.invitation.mailedAt);
      invitation = invited && withdraw(invited.invitation, NOW + times * 1000);
    }
    expect([mails.size, invitation?.number]).toEqual([1, 100]);
  });
});

describe("the state of an invitation", () => {
  it.each<[string, Invitation, number, InvitationStanding]>([
    ["open", made(), NOW, "invited"],
    ["open to its last millisecond", made(), NOW + 14 * DAY - 1, "invited"],
    ["past its end", made(), NOW + 14 * DAY, "expired"],
    ["accepted, whatever the time", accepted(), NOW + 99 * DAY, "accepted"],
    ["declined, whatever the time", declined(), NOW + 99 * DAY, "declined"],
    ["withdrawn, whatever the time", withdrawn(), NOW + 99 * DAY, "withdrawn"],
  ])("is %s", (_name, invitation, now, standing) => {
    expect(standingOf(invitation, now)).toBe(standing);
  });

  it.each([
    ["accepted", accepted],
    ["declined", declined],
    ["withdrawn", withdrawn],
  ])("is not changed by a withdrawal or an answer once it is %s", (_name, known) => {
    const refused = known().status === "withdrawn" || withdraw(known(), NOW) === undefined;
    expect(refused).toBe(true);
    for (const decision of ["accept", "decline"] as const)
      expect(() => answer(known(), decision, by(NOW))).toThrow();
  });

  it("cannot be accepted past its end", () => {
    expect(() => answer(made(), "accept", by(NOW + 14 * DAY))).toThrow();
  });
});
