import { testStore } from "@latchkey/aws/testing/test-store";
import { describe, expect, it } from "vitest";
import { aTeamOf, DAY, HOUR, openPostOffice } from "./post-office.fixture.ts";

const store = testStore();

const own = (address: string) => (line: string) => line.startsWith(`${address}: Created`);

describe("Somebody who causes more mails in a day than are allowed", () => {
  it.each([
    ["a person", { mailsPerPerson: 3 }, "eve@example.com", 3],
    ["a program", { mailsPerPerson: 3 }, "con_0000000000000000", 3],
    ["a team", { mailsPerTeam: 4 }, "eve@example.com", 4],
    ["a person whose team has less", { mailsPerPerson: 9, mailsPerTeam: 2 }, "eve@example.com", 2],
  ])("has the rest put off: %s", async (_who, limits, actor, most) => {
    const owner = `olga-${_who.replaceAll(" ", "-")}@example.com`;
    const { credentialMade } = await aTeamOf(store(), owner);
    const post = openPostOffice(store(), { limits });
    // Each case is a day of its own: what others have used up does not count.
    post.clock.now += DAY * (1 + most + _who.length);
    for (let times = 0; times < 6; times += 1) await post.tell(await credentialMade(actor));
    expect(post.mails).toHaveLength(most);
    expect(await post.sendDigests()).toEqual({ sent: 0 });
    post.clock.now += HOUR;
    expect(await post.sendDigests()).toEqual({ sent: 1 });
    const digest = post.mails.at(-1);
    expect(digest?.subject).toBe(`${6 - most} notices that waited`);
    expect(digest?.to).toBe(owner);
  });

  it("is not held to what another person or team has used up, nor to yesterday", async () => {
    const [one, other] = [
      await aTeamOf(store(), "olga@one.example"),
      await aTeamOf(store(), "olga@two.example"),
    ];
    const post = openPostOffice(store(), { limits: { mailsPerPerson: 1, mailsPerTeam: 1 } });
    await post.tell(await one.credentialMade("ann@one.example"));
    await post.tell(await other.credentialMade("bob@two.example"));
    expect(post.mails).toHaveLength(2);
    await post.tell(await one.credentialMade("cem@one.example"));
    expect(post.mails).toHaveLength(2);
    post.clock.now += DAY;
    await post.tell(await one.credentialMade("ann@one.example"));
    expect(post.mails.filter(({ subject }) => subject.startsWith("Created"))).toHaveLength(3);
  });

  it("is an admin: free, and costs the team nothing", async () => {
    const { credentialMade } = await aTeamOf(store(), "olga@three.example");
    const post = openPostOffice(store(), {
      limits: { mailsPerPerson: 1, mailsPerTeam: 1 },
      admins: ["ada@example.com"],
    });
    for (let times = 0; times < 4; times += 1) await post.tell(await credentialMade("ada@example.com"));
    await post.tell(await credentialMade("ann@three.example"));
    expect(post.mails).toHaveLength(5);
  });

  it("counts each mail, not each event: what does not fit is put off for all", async () => {
    const owners = ["a@four.example", "b@four.example", "c@four.example"];
    const { credentialMade } = await aTeamOf(store(), ...owners);
    const post = openPostOffice(store(), { limits: { mailsPerPerson: 5 } });
    await post.tell(await credentialMade("ann@four.example"));
    await post.tell(await credentialMade("ann@four.example"));
    expect(post.subjects().filter(own("a@four.example"))).toHaveLength(1);
    expect(post.mails).toHaveLength(3);
  });
});

describe("A mail that is paid for", () => {
  it("is paid for once, however often its event comes and however often sending fails", async () => {
    const { credentialMade } = await aTeamOf(store(), "olga@five.example");
    const post = openPostOffice(store(), { limits: { mailsPerPerson: 2 } });
    const first = await credentialMade("ann@five.example");
    post.failing.set("olga@five.example", new Error("451 try later"));
    for (let times = 0; times < 5; times += 1) await expect(post.tell(first)).rejects.toThrow("1 mails");
    post.failing.clear();
    for (let times = 0; times < 3; times += 1) await post.tell(first);
    await post.tell(await credentialMade("ann@five.example"));
    expect(post.subjects().map((line) => line.split(" ")[1])).toEqual(["Created:", "Created:"]);
  });

  it("holds over instances that get many events at once", async () => {
    const { credentialMade } = await aTeamOf(store(), "olga@six.example");
    const instances = [1, 2, 3].map(() => openPostOffice(store(), { limits: { mailsPerTeam: 4 } }));
    const events = await Promise.all(Array.from({ length: 12 }, () => credentialMade("ann@six.example")));
    const repeated = async (attempt: () => Promise<void>) => {
      for (;;) {
        const failed = await attempt().then(
          () => false,
          () => true,
        );
        if (!failed) return;
      }
    };
    await Promise.all(events.map((event, index) => repeated(async () => instances[index % 3]?.tell(event))));
    expect(instances.flatMap(({ mails }) => mails)).toHaveLength(4);
  });
});
