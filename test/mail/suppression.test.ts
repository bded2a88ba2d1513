import { suppressionKey } from "@latchkey/aws/dynamo/mail-keys";
import { suppressionRecorder } from "@latchkey/aws/stores/suppression-table";
import { MailRefused } from "@latchkey/core/notification/mailer";
import type { Suppression } from "@latchkey/core/suppression/suppression";
import { readTeam } from "@latchkey/core/team/read-team";
import { setMember } from "@latchkey/core/team/set-member";
import { change } from "@latchkey/core/testing/changes";
import { fresh } from "@latchkey/core/testing/fresh-records";
import { NOW } from "@latchkey/core/testing/records";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { admin, type Names, person, startNames } from "../names/names.fixture.ts";
import { aTeamOf, DAY, HOUR, openPostOffice } from "./post-office.fixture.ts";

let names: Names;
beforeAll(async () => {
  names = await startNames();
});
afterAll(() => names.store.stop());

let cases = 0;
let owner = "";
beforeEach(() => {
  cases += 1;
  owner = `olga@${cases}.example`;
});

const iso = (time: number) => new Date(time).toISOString();
const said = (why: Suppression["why"], time = NOW) =>
  suppressionRecorder(names.store).suppress({ address: owner, why, at: iso(time) });
const known = async () => (await names.store.stores.suppressions([owner]))[0]?.why;

describe("An address that a mail server does not know", () => {
  it("is not mailed again, and keeps the others of its team from nothing", async () => {
    const { credentialMade } = await aTeamOf(names.store, owner, `other-${owner}`);
    const post = openPostOffice(names.store);
    post.failing.set(owner, new MailRefused("550 no such user", { bounced: true }));
    await post.tell(await credentialMade("ann@example.com"));
    post.failing.clear();
    await post.tell(await credentialMade("ann@example.com"));
    expect(post.mails.map(({ to }) => to)).toEqual([`other-${owner}`, `other-${owner}`]);
    expect(await known()).toBe("bounced");
  });

  it("is not suppressed by a mail that was refused for what it says, which tenants write", async () => {
    const { credentialMade } = await aTeamOf(names.store, owner);
    const post = openPostOffice(names.store);
    post.failing.set(owner, new MailRefused("554 this is spam"));
    await post.tell(await credentialMade("ann@example.com"));
    post.failing.clear();
    await post.tell(await credentialMade("ann@example.com"));
    expect(post.mails).toHaveLength(1);
    expect(await known()).toBeUndefined();
  });

  it("costs no mail of the day, in upper or lower case", async () => {
    const { credentialMade } = await aTeamOf(names.store, owner.toUpperCase(), `other-${owner}`);
    await said("bounced");
    const post = openPostOffice(names.store, { limits: { mailsPerTeam: 2 } });
    for (let times = 0; times < 2; times += 1) await post.tell(await credentialMade("ann@example.com"));
    expect(post.mails.map(({ to }) => to)).toEqual([`other-${owner}`, `other-${owner}`]);
  });

  it("gets no digest of what waited when it was found out", async () => {
    const { credentialMade } = await aTeamOf(names.store, owner);
    const post = openPostOffice(names.store, { limits: { mailsPerTeam: 1 } });
    for (let times = 0; times < 2; times += 1) await post.tell(await credentialMade("ann@example.com"));
    await said("bounced");
    post.clock.now += HOUR;
    await post.sendDigests();
    expect(post.mails).toHaveLength(1);
  });
});

describe("What a mail server says of an address", () => {
  it.each<[string, [Suppression["why"], number][], Suppression["why"] | undefined]>([
    [
      "twice",
      [
        ["bounced", NOW],
        ["bounced", NOW + DAY],
      ],
      "bounced",
    ],
    [
      "a complaint after a bounce",
      [
        ["bounced", NOW],
        ["complained", NOW + 1],
      ],
      "complained",
    ],
    [
      "a bounce after a complaint, which stays",
      [
        ["complained", NOW],
        ["bounced", NOW + 1],
      ],
      "complained",
    ],
    [
      "a complaint that comes late",
      [
        ["bounced", NOW + 1],
        ["complained", NOW],
      ],
      "complained",
    ],
  ])("is one record: %s", async (_what, told, why) => {
    for (const [each, time] of told) await said(each, time);
    expect(await known()).toBe(why);
  });

  it("does not come back when it is older than its lifting, and leaves no address behind", async () => {
    await said("bounced", NOW);
    await names.store.commit(change({ write: "lift-suppression", address: owner, at: NOW + HOUR }));
    await said("bounced", NOW + HOUR - 1);
    expect(await known()).toBeUndefined();
    expect(JSON.stringify(await names.store.item(suppressionKey(owner)))).not.toContain(owner);
    await said("bounced", NOW + 2 * HOUR);
    expect(await known()).toBe("bounced");
  });
});

describe("The team of a suppressed address", () => {
  const aTeamWith = async (role: "owner" | "member") => {
    const team = fresh.team();
    const boss = `boss@${cases}.example`;
    const members = [fresh.member(team.slug, boss), fresh.member(team.slug, owner, { role })];
    await names.store.keep({ team, member: members });
    return { team: team.slug, boss };
  };

  it("is shown it", async () => {
    const { team, boss } = await aTeamWith("member");
    await said("bounced");
    const { suppressions } = await readTeam(names.workOf(person(boss)), team);
    expect(suppressions).toEqual([{ address: owner, why: "bounced", at: iso(NOW) }]);
  });

  it.each<[string, Suppression["why"], boolean, number, boolean]>([
    ["an owner lifts a bounce after a day", "bounced", false, DAY, true],
    ["an owner does not lift it sooner", "bounced", false, DAY - 1, false],
    ["an owner does not lift a complaint", "complained", false, 365 * DAY, false],
    ["an admin lifts a bounce", "bounced", true, 0, true],
    ["an admin lifts a complaint", "complained", true, 0, true],
  ])("%s", async (_who, why, byAdmin, later, lifted) => {
    const { team, boss } = await aTeamWith("member");
    await said(why);
    const caller = byAdmin ? admin : person(boss);
    await setMember(names.workOf(caller, { now: NOW + later }), team, owner, "member");
    expect(await known()).toBe(lifted ? undefined : why);
  });

  it("that only invites it is not told that it complained of another team's mails", async () => {
    const { team, boss } = await aTeamWith("member");
    const stranger = `stranger@${cases}.example`;
    const suppress = (why: Suppression["why"], at: number) =>
      suppressionRecorder(names.store).suppress({ address: stranger, why, at: iso(at) });
    await suppress("complained", NOW - DAY);
    await setMember(names.workOf(person(boss)), team, stranger, "member");
    const told = async () => (await readTeam(names.workOf(person(boss)), team)).suppressions;
    expect(await told()).toEqual([]);
  });

  it.each([
    ["a member", "member" as const],
    ["a viewer", "viewer" as const],
  ])("is not lifted by who may not change members: %s", async (_who, role) => {
    const { team } = await aTeamWith("member");
    const other = `other@${cases}.example`;
    await names.store.keep({ member: fresh.member(team, other, { role }) });
    await said("bounced");
    const work = names.workOf(person(other), { now: NOW + 2 * DAY });
    await expect(setMember(work, team, owner, "member")).rejects.toMatchObject({ code: "forbidden" });
    expect(await known()).toBe("bounced");
  });
});
