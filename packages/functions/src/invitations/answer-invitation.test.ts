import { testStore } from "@latchkey/aws/testing/test-store";
import { removeMember } from "@latchkey/core/team/remove-member";
import { setMember } from "@latchkey/core/team/set-member";
import { NOW } from "@latchkey/core/testing/records";
import { describe, expect, it } from "vitest";
import {
  aWorld,
  eventsOf,
  guestAt,
  inTeam,
  invitationOf,
  inviting,
  OWNER,
  tokenOf,
  workOf,
  ZOE,
} from "./invitations.fixture.ts";

const store = testStore();

const { invite, roleOf } = inviting(store);

describe("An open invitation", () => {
  it.each([
    ["GET", (guest: ReturnType<typeof guestAt>, token: string) => guest.open(token)],
    ["HEAD", (guest: ReturnType<typeof guestAt>, token: string) => guest.scan(token)],
  ])("is shown to a mail's scanner by %s, ten times over, and stays open", async (_method, visit) => {
    const { team } = await aWorld(store());
    const invitation = await invite(team);
    for (let times = 0; times < 10; times += 1) {
      const answer = await visit(guestAt(store()), tokenOf(invitation));
      expect(answer.statusCode).toBe(200);
      expect(answer.body).toContain("<form");
      expect(answer.headers).toMatchObject({ "Referrer-Policy": "no-referrer", "Cache-Control": "no-store" });
      expect(String(answer.headers?.["Content-Security-Policy"])).toContain("default-src 'none'");
    }
    expect(await invitationOf(store(), inTeam(team))).toEqual(invitation);
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
    const { team } = await aWorld(store());
    const invitation = await invite(team);
    const form = { "content-type": "application/x-www-form-urlencoded", ...headers };
    const answer = await guestAt(store()).send(tokenOf(invitation), body, form);
    expect(answer.statusCode).toBe(status);
    expect(await invitationOf(store(), inTeam(team))).toEqual(invitation);
    expect(await roleOf(team)).toBeUndefined();
  });

  it("is accepted once however often it is sent, and at the same moment", async () => {
    const { team } = await aWorld(store());
    const token = tokenOf(await invite(team));
    const guest = guestAt(store());
    const answers = await Promise.all(Array.from({ length: 5 }, () => guest.send(token, "decision=accept")));
    expect(answers.map(({ statusCode }) => statusCode)).toEqual([200, 200, 200, 200, 200]);
    expect((await guest.send(token, "decision=decline")).statusCode).toBe(409);
    expect((await guest.open(token)).statusCode).toBe(200);
    expect(await store().stores.members(team)).toHaveLength(3);
    const joined = (await eventsOf(store(), team)).filter(({ type }) => type === "member.joined");
    expect(joined).toMatchObject([{ actor: ZOE, member: ZOE, role: "member" }]);
    expect(await invitationOf(store(), inTeam(team))).toMatchObject({ answer: { sourceIp: "192.0.2.7" } });
  });

  it("is declined for good: accepting it is refused, and no member is added", async () => {
    const { team } = await aWorld(store());
    const token = tokenOf(await invite(team));
    const guest = guestAt(store());
    for (const status of [200, 200])
      expect((await guest.send(token, "decision=decline")).statusCode).toBe(status);
    expect((await guest.send(token, "decision=accept")).statusCode).toBe(409);
    expect(await roleOf(team)).toBeUndefined();
  });

  it("does not bring somebody back who was a member and was removed", async () => {
    const { team } = await aWorld(store());
    const token = tokenOf(await invite(team));
    const guest = guestAt(store());
    await guest.send(token, "decision=accept");
    await removeMember(workOf(store(), OWNER), team, ZOE);
    const again = await guest.send(token, "decision=accept");
    expect(again.statusCode).toBe(200);
    expect(again.body).toContain("does not bring you back");
    expect(await roleOf(team)).toBeUndefined();
  });

  it("gives the role that was shown: a role raised meanwhile has to be seen first", async () => {
    const { team } = await aWorld(store());
    const token = tokenOf(await invite(team));
    const shown = await guestAt(store()).open(token);
    expect(shown.body).toContain('name="role" value="member"');
    await setMember(workOf(store(), OWNER), team, ZOE, "owner");
    const late = await guestAt(store()).send(token, "decision=accept&role=member");
    expect([late.statusCode, late.body.includes('value="owner"')]).toEqual([409, true]);
    expect(await roleOf(team)).toBeUndefined();
    expect((await guestAt(store()).send(token, "decision=accept&role=owner")).statusCode).toBe(200);
    expect(await roleOf(team)).toBe("owner");
  });

  it("answers a page, whatever fails behind it, and keeps the token out of the log", async () => {
    const { team } = await aWorld(store());
    const token = tokenOf(await invite(team));
    const lines: unknown[] = [];
    const log = { info: () => {}, warn: () => {}, error: (...line: unknown[]) => lines.push(line) };
    const broken = guestAt(store(), NOW, {
      log,
      commit: () => () => Promise.reject(new Error("DynamoDB is away.")),
    });
    expect((await broken.send(token, "decision=accept")).statusCode).toBe(500);
    expect(lines).toHaveLength(1);
    expect(JSON.stringify(lines)).not.toContain(token);
  });
});
