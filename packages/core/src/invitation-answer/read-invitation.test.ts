import { describe, expect, it } from "vitest";
import { signInvitationLink } from "../invitation/invitation-link.ts";
import { LATCHKEY_SERVICE } from "../service/service.ts";
import {
  aConsumer,
  aForgedRing,
  aMember,
  aRing,
  aSubscription,
  DAY,
  NOW,
  timeAt,
} from "../testing/records.ts";
import { APPROVER, type Case, invitationWorld, ZOE } from "./invitation-world.fixture.ts";
import { readInvitation } from "./read-invitation.ts";

const stateOf = async (given: Case = {}) => {
  const { reads, token } = invitationWorld(given);
  const found = await readInvitation(reads, token);
  if (found.state === "gone") return found.why;
  if (found.state !== "answered") return found.state;
  return `${found.decision}ed${found.stands ? "" : ", and over since"}`.replace("eed", "ed");
};

const END = NOW + 14 * DAY;
const ACCEPTED = { status: "accepted" } as const;
const as = (role: "owner" | "member") => [
  aMember({ team: "providers", email: "owner@providers.test", role }),
  aMember({ id: "mem_2", team: "providers", email: ZOE, role: "member" }),
];
const BY_MACHINE = { inviter: { kind: "machine", consumer: "con_9" } } as const;
const managing = (consumer = {}, subscription = {}): Case => ({
  invitation: BY_MACHINE,
  records: {
    consumer: aConsumer({ id: "con_9", team: "providers", ...consumer }),
    subscription: aSubscription({
      ...{ consumerId: "con_9", service: LATCHKEY_SERVICE, status: "active", scopes: ["owner"] },
      ...subscription,
    }),
  },
});

describe("an invitation's link", () => {
  it.each<[what: string, state: string, given: Case]>([
    ["while it is open", "open", {}],
    ["of an approver", "open", { invitation: APPROVER }],
    ["a moment before its end", "open", { now: END - 1 }],
    ["at its end", "over", { now: END }],
    ["at its end, though it was accepted", "over", { now: END, invitation: ACCEPTED }],
    [
      "whose own end is earlier than the link's",
      "over",
      { invitation: { expiresAt: timeAt(NOW) }, link: { expires: END / 1000 } },
    ],
    ["of an address that was not invited", "unknown", { link: { email: "eve@x.test" } }],
    ["of a record that was made once more", "unknown", { link: { invitation: "inv_2" } }],
    ["of a team that is gone", "unknown", { records: { team: [] } }],
    ["of a service that is gone", "unknown", { invitation: APPROVER, records: { service: [] } }],
    ["of another team than it was sent for", "unknown", { link: { slug: "callers" } }],
    [
      "of another kind of place than it was sent for",
      "unknown",
      { link: { of: "service", slug: "weather" } },
    ],
    ["of an earlier invitation", "superseded", { invitation: { number: 2 }, link: { number: 1 } }],
    ["that was withdrawn", "withdrawn", { invitation: { status: "withdrawn" } }],
    ["that was declined", "declined", { invitation: { status: "declined" } }],
    [
      "that was accepted, by a member",
      "accepted",
      { invitation: ACCEPTED, records: { member: as("owner") } },
    ],
    ["that was accepted, by a member who left", "accepted, and over since", { invitation: ACCEPTED }],
    ["that was accepted, by an approver", "accepted", { invitation: { ...APPROVER, ...ACCEPTED } }],
    [
      "that was accepted, by an approver of before",
      "accepted, and over since",
      { invitation: { ...APPROVER, ...ACCEPTED }, service: { approvers: [] } },
    ],
  ])("%s: %s", async (_what, state, given) => {
    expect(await stateOf(given)).toBe(state);
  });

  it("that this stage has not signed is unknown", async () => {
    const { reads, invitation } = invitationWorld();
    const link = {
      invitation: invitation.id,
      of: "team",
      slug: "providers",
      email: ZOE,
      number: 1,
      expires: END,
    } as const;
    for (const ring of [aForgedRing("k1"), aRing("k2")])
      expect(await readInvitation(reads, signInvitationLink(ring, link))).toEqual({ state: "unknown" });
    for (const token of ["", "nonsense"])
      expect(await readInvitation(reads, token)).toEqual({ state: "unknown" });
  });
});

describe("an invitation by a person", () => {
  it.each<[what: string, state: string, given: Case]>([
    ["is open while that is an owner", "open", { records: { member: as("owner") } }],
    ["is withdrawn with the role", "withdrawn", { records: { member: as("member") } }],
    ["is withdrawn once that has left", "withdrawn", { records: { member: [] } }],
    [
      "by a person who was never an owner is withdrawn",
      "withdrawn",
      { invitation: { inviter: { kind: "person", email: "ada@platform.test" } } },
    ],
  ])("%s: %s", async (_what, state, given) => {
    expect(await stateOf(given)).toBe(state);
  });
});

describe("an invitation by a program", () => {
  it.each<[what: string, state: string, given: Case]>([
    ["is open while that manages as an owner", "open", managing()],
    ["is open to the end of its subscription", "open", managing({}, { expiresAt: timeAt(NOW + 1) })],
    ["is withdrawn at the end of its subscription", "withdrawn", managing({}, { expiresAt: timeAt(NOW) })],
    ["is withdrawn while its subscription is suspended", "withdrawn", managing({}, { status: "suspended" })],
    ["is withdrawn where its scopes are fewer", "withdrawn", managing({}, { scopes: ["write"] })],
    [
      "is withdrawn where its scopes are all but the owner's",
      "withdrawn",
      managing({}, { scopes: undefined }),
    ],
    ["is withdrawn without a subscription", "withdrawn", managing({}, { service: "weather" })],
    ["is withdrawn while its consumer is suspended", "withdrawn", managing({ status: "suspended" })],
    ["is withdrawn once its consumer is deleted", "withdrawn", managing({ status: "deleted" })],
    ["is withdrawn once another team has its consumer", "withdrawn", managing({ team: "callers" })],
    ["is withdrawn once its consumer is gone", "withdrawn", { invitation: BY_MACHINE }],
  ])("%s: %s", async (_what, state, given) => {
    expect(await stateOf(given)).toBe(state);
  });
});
