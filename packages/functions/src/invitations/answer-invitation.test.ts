import { randomBytes } from "node:crypto";
import { aConsumer, change, create, NOW } from "@latchkey/aws/testing/records";
import { startTestStore, type TestStore } from "@latchkey/aws/testing/store-for-tests";
import type { Caller } from "@latchkey/core/access/caller";
import type { Invitation } from "@latchkey/core/invitation/invitation";
import { removeMember, setMember } from "@latchkey/core/team/change-member";
import { deleteTeam } from "@latchkey/core/team/change-team";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { tokenFor } from "../approvals/approvals.fixture.ts";
import {
  aWorld,
  CO_OWNER,
  DAY,
  eventsOf,
  guestAt,
  invitationOf,
  OWNER,
  tokenOf,
  workOf,
  ZOE,
} from "./invitations.fixture.ts";

let store: TestStore;
beforeAll(async () => {
  store = await startTestStore();
});
afterAll(() => store.stop());

const inTeam = (slug: string) => ({ of: "team", slug }) as const;
const invite = async (team: string, email = ZOE, by: string | Partial<Caller> = OWNER, now = NOW) => {
  await setMember(workOf(store, by, now), team, email, "member");
  return invitationOf(store, inTeam(team), email);
};
const roleOf = async (team: string, email = ZOE) => (await store.stores.member(team, email))?.role;

/** Nothing but what the handlers write is different afterwards. */
const refused = async (team: string, token: string, status: number, now = NOW) => {
  const before = await store.stores.members(team);
  const guest = guestAt(store, now);
  for (const answer of ["decision=accept", "decision=decline"])
    expect((await guest.send(token, answer)).statusCode, answer).toBe(status);
  expect((await guest.open(token)).statusCode).toBe(status);
  expect(await store.stores.members(team)).toEqual(before);
};

describe("A link that is not the invitation's own", () => {
  it.each<[string, (own: Invitation, other: Invitation) => string, number]>([
    ["nonsense", () => "nonsense", 404],
    ["empty", () => "", 404],
    [
      "of another key",
      (own) => tokenOf(own, {}, { current: "x", keys: { x: randomBytes(32).toString("base64") } }),
      404,
    ],
    [
      "with one character changed",
      (own) => tokenOf(own).replace(/.$/, (last) => (last === "A" ? "B" : "A")),
      404,
    ],
    ["an approval's", () => tokenFor({ id: "sub_1", application: 1 } as never), 404],
    ["of a team with another's number", (own, other) => tokenOf(own, { invitation: other.id }), 404],
    ["of another address", (own) => tokenOf(own, { email: "eve@stranger.test" }), 404],
    ["of another team", (own) => tokenOf(own, { slug: "no-such-team" }), 404],
    ["of a service of the team's name", (own) => tokenOf(own, { of: "service" }), 404],
    ["of a number before", (own) => tokenOf(own, { number: 0 }), 410],
    ["of a number to come", (own) => tokenOf(own, { number: 2 }), 410],
    ["past its own end", (own) => tokenOf(own, { expires: NOW / 1000 }), 410],
  ])("%s decides nothing", async (_name, link, status) => {
    const [{ team }, { team: theirs }] = [await aWorld(store), await aWorld(store)];
    await refused(team, link(await invite(team), await invite(theirs)), status);
  });

  it("that is another team's, whole and open, joins that team and no other", async () => {
    const [{ team }, { team: theirs }] = [await aWorld(store), await aWorld(store)];
    await invite(team);
    const token = tokenOf(await invite(theirs));
    expect((await guestAt(store).send(token, "decision=accept")).statusCode).toBe(200);
    expect([await roleOf(team), await roleOf(theirs)]).toEqual([undefined, "member"]);
  });
});

describe("A link whose invitation has ended", () => {
  const consumerOf = (team: string) => aConsumer(team);
  it.each<[string, (team: string) => Promise<void>, number, number]>([
    ["past its end", async () => {}, 410, NOW + 14 * DAY],
    ["withdrawn", (team) => removeMember(workOf(store, OWNER), team, ZOE), 410, NOW],
    [
      "withdrawn and made once more",
      async (team) => {
        await removeMember(workOf(store, OWNER), team, ZOE);
        await invite(team);
      },
      410,
      NOW,
    ],
    ["whose maker was removed", (team) => removeMember(workOf(store, CO_OWNER), team, OWNER), 410, NOW],
    [
      "whose maker is an owner no more",
      async (team) => {
        await setMember(workOf(store, CO_OWNER), team, OWNER, "member");
      },
      410,
      NOW,
    ],
    [
      "of an address that an admin has added and removed",
      async (team) => {
        await setMember(workOf(store, { admin: true }), team, ZOE, "member");
        await removeMember(workOf(store, OWNER), team, ZOE);
      },
      410,
      NOW,
    ],
    ["of a team that is deleted", (team) => eraseTeam(team), 404, NOW],
  ])("%s decides nothing", async (_name, end, status, now) => {
    const { team } = await aWorld(store);
    const token = tokenOf(await invite(team));
    await end(team);
    await refused(team, token, status, now);
  });

  it.each(["suspended", "deleted"] as const)(
    "made by a consumer that is %s decides nothing",
    async (status) => {
      const { team } = await aWorld(store);
      const consumer = consumerOf(team);
      await store.commit(change(create({ kind: "consumer", value: consumer })));
      const machine = {
        kind: "machine",
        consumerId: consumer.id,
        team,
        role: "owner",
        admin: false,
      } as const;
      const token = tokenOf(await invite(team, ZOE, machine));
      expect((await guestAt(store).open(token)).statusCode).toBe(200);
      const record = { kind: "consumer", value: { ...consumer, revision: 2, status } } as const;
      await store.commit(change({ write: "replace", record }));
      await refused(team, token, 410);
    },
  );

  const eraseTeam = async (team: string) => {
    const { services } = { services: (await store.stores.servicesOf(team, { limit: 10 })).items };
    for (const value of services)
      await store.commit(change({ write: "erase", record: { kind: "service", value }, tombstone: true }));
    await deleteTeam(workOf(store, OWNER), team);
  };
});

describe("An open invitation", () => {
  it.each([
    ["GET", (guest: ReturnType<typeof guestAt>, token: string) => guest.open(token)],
    ["HEAD", (guest: ReturnType<typeof guestAt>, token: string) => guest.scan(token)],
  ])("is shown to a mail's scanner by %s, ten times over, and stays open", async (method, visit) => {
    const { team } = await aWorld(store);
    const invitation = await invite(team);
    for (let times = 0; times < 10; times += 1) {
      const answer = await visit(guestAt(store), tokenOf(invitation));
      expect(answer.statusCode).toBe(200);
      expect(answer.body === "").toBe(method === "HEAD");
      expect(answer.headers).toMatchObject({ "Referrer-Policy": "no-referrer", "Cache-Control": "no-store" });
      expect(String(answer.headers?.["Content-Security-Policy"])).toContain("default-src 'none'");
    }
    expect(await invitationOf(store, inTeam(team))).toEqual(invitation);
    expect(await roleOf(team)).toBeUndefined();
  });

  it.each<[string, string, Record<string, string> | undefined, number]>([
    ["no form", "decision=accept", { "content-type": "application/json" }, 415],
    ["another site's", "decision=accept", { "sec-fetch-site": "cross-site" }, 403],
    ["another origin's", "decision=accept", { origin: "https://evil.example" }, 403],
    ["without a decision", "", undefined, 400],
    ["with both decisions", "decision=accept&decision=decline", undefined, 400],
    ["with the word of an approval", "decision=approve", undefined, 400],
    ["in capitals", "decision=ACCEPT", undefined, 400],
    ["not UTF-8", "decision=%ff", undefined, 400],
    ["too long", `decision=accept&x=${"a".repeat(17_000)}`, undefined, 413],
    ["with a role that it does not offer", "decision=accept&role=owner", undefined, 409],
    ["with two roles", "decision=accept&role=member&role=owner", undefined, 400],
  ])("is not accepted by a form that is %s", async (_name, body, headers, status) => {
    const { team } = await aWorld(store);
    const invitation = await invite(team);
    const form = { "content-type": "application/x-www-form-urlencoded", ...headers };
    const answer = await guestAt(store).send(tokenOf(invitation), body, form);
    expect(answer.statusCode).toBe(status);
    expect(await invitationOf(store, inTeam(team))).toEqual(invitation);
    expect(await roleOf(team)).toBeUndefined();
  });

  it("is accepted once however often it is sent, and at the same moment", async () => {
    const { team } = await aWorld(store);
    const token = tokenOf(await invite(team));
    const guest = guestAt(store);
    const answers = await Promise.all(Array.from({ length: 5 }, () => guest.send(token, "decision=accept")));
    expect(answers.map(({ statusCode }) => statusCode)).toEqual([200, 200, 200, 200, 200]);
    expect((await guest.send(token, "decision=decline")).statusCode).toBe(409);
    expect((await guest.open(token)).statusCode).toBe(200);
    expect(await store.stores.members(team)).toHaveLength(3);
    const joined = (await eventsOf(store, team)).filter(({ type }) => type === "member.joined");
    expect(joined).toMatchObject([{ actor: ZOE, member: ZOE, role: "member" }]);
    expect(await invitationOf(store, inTeam(team))).toMatchObject({ answer: { sourceIp: "192.0.2.7" } });
  });

  it("is declined for good: the opposite is refused, and nobody joins", async () => {
    const { team } = await aWorld(store);
    const token = tokenOf(await invite(team));
    const guest = guestAt(store);
    for (const status of [200, 200])
      expect((await guest.send(token, "decision=decline")).statusCode).toBe(status);
    expect((await guest.send(token, "decision=accept")).statusCode).toBe(409);
    expect(await roleOf(team)).toBeUndefined();
  });

  it("does not bring somebody back who was a member and was removed", async () => {
    const { team } = await aWorld(store);
    const token = tokenOf(await invite(team));
    const guest = guestAt(store);
    await guest.send(token, "decision=accept");
    await removeMember(workOf(store, OWNER), team, ZOE);
    const again = await guest.send(token, "decision=accept");
    expect(again.statusCode).toBe(200);
    expect(again.body).toContain("does not bring you back");
    expect(await roleOf(team)).toBeUndefined();
  });

  it("gives the role that was shown: a role raised meanwhile has to be seen first", async () => {
    const { team } = await aWorld(store);
    const token = tokenOf(await invite(team));
    const shown = await guestAt(store).open(token);
    expect(shown.body).toContain('name="role" value="member"');
    await setMember(workOf(store, OWNER), team, ZOE, "owner");
    const late = await guestAt(store).send(token, "decision=accept&role=member");
    expect([late.statusCode, late.body.includes('value="owner"')]).toEqual([409, true]);
    expect(await roleOf(team)).toBeUndefined();
    expect((await guestAt(store).send(token, "decision=accept&role=owner")).statusCode).toBe(200);
    expect(await roleOf(team)).toBe("owner");
  });

  it("answers a page, whatever fails behind it, and keeps the token out of the log", async () => {
    const { team } = await aWorld(store);
    const token = tokenOf(await invite(team));
    const lines: unknown[] = [];
    const log = { info: () => {}, warn: () => {}, error: (...line: unknown[]) => lines.push(line) };
    const broken = guestAt(store, NOW, {
      log,
      commit: () => () => Promise.reject(new Error("DynamoDB is away.")),
    });
    expect((await broken.send(token, "decision=accept")).statusCode).toBe(500);
    expect(lines).toHaveLength(1);
    expect(JSON.stringify(lines)).not.toContain(token);
  });
});
