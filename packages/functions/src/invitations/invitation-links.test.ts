import { testStore } from "@latchkey/aws/testing/test-store";
import type { Consumer } from "@latchkey/core/consumer/consumer";
import type { Invitation } from "@latchkey/core/invitation/invitation";
import { deleteTeam } from "@latchkey/core/offboarding/delete-team";
import type { Subscription } from "@latchkey/core/subscription/subscription";
import { removeMember } from "@latchkey/core/team/remove-member";
import { setMember } from "@latchkey/core/team/set-member";
import { change, create, replace } from "@latchkey/core/testing/changes";
import { fresh } from "@latchkey/core/testing/fresh-records";
import { aRing, NOW } from "@latchkey/core/testing/records";
import { describe, expect, it } from "vitest";
import { otherEnd, tokenFor } from "../approvals/approvals.fixture.ts";
import {
  aWorld,
  CO_OWNER,
  DAY,
  guestAt,
  inviting,
  OWNER,
  tokenOf,
  workOf,
  ZOE,
} from "./invitations.fixture.ts";

const store = testStore();

const { invite, refused, roleOf } = inviting(store);

describe("A link that is not the invitation's own", () => {
  it.each<[string, (own: Invitation, other: Invitation) => string, number]>([
    ["nonsense", () => "nonsense", 404],
    ["empty", () => "", 404],
    ["of another key", (own) => tokenOf(own, {}, aRing("x")), 404],
    ["with one character changed", (own) => otherEnd(tokenOf(own)), 404],
    ["an approval's", () => tokenFor({ id: "sub_1", application: 1 } as never), 404],
    ["of a team with another's number", (own, other) => tokenOf(own, { invitation: other.id }), 404],
    ["of another address", (own) => tokenOf(own, { email: "eve@stranger.test" }), 404],
    ["of another team", (own) => tokenOf(own, { slug: "no-such-team" }), 404],
    ["of a service of the team's name", (own) => tokenOf(own, { of: "service" }), 404],
    ["of a number before", (own) => tokenOf(own, { number: 0 }), 410],
    ["of a number to come", (own) => tokenOf(own, { number: 2 }), 410],
    ["past its own end", (own) => tokenOf(own, { expires: NOW / 1000 }), 410],
  ])("%s decides nothing", async (_name, link, status) => {
    const [{ team }, { team: theirs }] = [await aWorld(store()), await aWorld(store())];
    await refused(team, link(await invite(team), await invite(theirs)), status);
  });

  it("that is another team's, whole and open, joins that team and no other", async () => {
    const [{ team }, { team: theirs }] = [await aWorld(store()), await aWorld(store())];
    await invite(team);
    const token = tokenOf(await invite(theirs));
    expect((await guestAt(store()).send(token, "decision=accept")).statusCode).toBe(200);
    expect([await roleOf(team), await roleOf(theirs)]).toEqual([undefined, "member"]);
  });
});

describe("A link whose invitation has ended", () => {
  it.each<[string, (team: string) => Promise<void>, number, number]>([
    ["past its end", async () => {}, 410, NOW + 14 * DAY],
    ["withdrawn", (team) => removeMember(workOf(store(), OWNER), team, ZOE), 410, NOW],
    [
      "withdrawn and made once more",
      async (team) => {
        await removeMember(workOf(store(), OWNER), team, ZOE);
        await invite(team);
      },
      410,
      NOW,
    ],
    ["whose maker was removed", (team) => removeMember(workOf(store(), CO_OWNER), team, OWNER), 410, NOW],
    [
      "whose maker is an owner no more",
      async (team) => {
        await setMember(workOf(store(), CO_OWNER), team, OWNER, "member");
      },
      410,
      NOW,
    ],
    [
      "of an address that an admin has added and removed",
      async (team) => {
        await setMember(workOf(store(), { admin: true }), team, ZOE, "member");
        await removeMember(workOf(store(), OWNER), team, ZOE);
      },
      410,
      NOW,
    ],
    ["of a team that is deleted", (team) => eraseTeam(team), 404, NOW],
  ])("%s decides nothing", async (_name, end, status, now) => {
    const { team } = await aWorld(store());
    const token = tokenOf(await invite(team));
    await end(team);
    await refused(team, token, status, now);
  });

  it.each<[string, Partial<Consumer>, Partial<Subscription>]>([
    ["that is suspended", { status: "suspended" }, {}],
    ["that is deleted", { status: "deleted" }, {}],
    ["whose subscription to the management API is suspended", {}, { status: "suspended" }],
    ["whose subscription is revoked", {}, { status: "revoked" }],
    ["whose subscription has ended", {}, { expiresAt: new Date(NOW).toISOString() }],
    ["whose subscription grants no owner any more", {}, { scopes: ["write"] }],
  ])("made by a consumer %s decides nothing", async (_name, toConsumer, toSubscription) => {
    const { team } = await aWorld(store());
    const consumer = fresh.consumer(team);
    const managing = fresh.subscription(consumer, fresh.service("latchkey", { slug: "latchkey" }), {
      status: "active",
      scopes: ["owner"],
    });
    const records = [
      { kind: "consumer", value: consumer },
      { kind: "subscription", value: managing },
    ] as const;
    await store().commit(change(...records.map((record) => create(record))));
    const token = tokenOf(await invite(team, ZOE, { ...MACHINE, consumerId: consumer.id, team }));
    expect((await guestAt(store()).open(token)).statusCode).toBe(200);
    await store().commit(
      change(
        replace({ kind: "consumer", value: { ...consumer, ...toConsumer, revision: 2 } }),
        replace({ kind: "subscription", value: { ...managing, ...toSubscription, revision: 2 } }),
      ),
    );
    await refused(team, token, 410);
  });

  const MACHINE = { kind: "machine", role: "owner", admin: false } as const;

  const eraseTeam = async (team: string) => {
    const { items } = await store().stores.servicesOf(team, { limit: 10 });
    for (const value of items)
      await store().commit(change({ write: "erase", record: { kind: "service", value }, tombstone: true }));
    await deleteTeam(workOf(store(), OWNER), team);
  };
});
