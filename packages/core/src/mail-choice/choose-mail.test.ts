import { describe, expect, it } from "vitest";
import type { Caller } from "../access/caller.ts";
import type { PlatformWork } from "../platform/work.ts";
import { aMachine, aPerson } from "../testing/callers.ts";
import { aWorld } from "../testing/memory-world.ts";
import { outcomeOf } from "../testing/outcome.ts";
import { chooseMail, readMailChoice } from "./choose-mail.ts";
import type { HowApplications } from "./mail-choice.ts";

const ANN = aPerson("ann@x.test");
const world = () => {
  const made = aWorld({});
  const choose = (how: HowApplications, caller: Caller = ANN, fields: Partial<PlatformWork> = {}) =>
    outcomeOf(() => chooseMail(made.work(caller, fields), { applications: how }));
  const chosen = async (caller = ANN) => (await readMailChoice(made.work(caller)))?.applications;
  return { ...made, choose, chosen };
};

describe("how a person is mailed", () => {
  it("is chosen, changed and kept, without an event, and each person's own", async () => {
    const { choose, chosen, writes, events } = world();
    expect(await chosen()).toBeUndefined();
    for (const how of ["daily", "daily", "each"] as const) {
      expect(await choose(how)).toBe("done");
      expect(await chosen()).toBe(how);
    }
    expect([writes(), events()]).toEqual([["create mail-choice 1", "replace mail-choice 2"], []]);
    expect(await chosen(aPerson("bob@x.test"))).toBeUndefined();
  });

  it("is for people alone", async () => {
    const { choose, work } = world();
    const program = aMachine("callers", { admin: true });
    expect(await choose("daily", program)).toBe("forbidden");
    expect(await outcomeOf(() => readMailChoice(work(program)))).toBe("forbidden");
  });

  it("heeds the revision that is expected", async () => {
    const { choose } = world();
    expect(await choose("daily", ANN, { expectedRevision: "any" })).toBe("revision-mismatch");
    expect(await choose("daily")).toBe("done");
    expect(await choose("each", ANN, { expectedRevision: [2] })).toBe("revision-mismatch");
    expect(await choose("each", ANN, { expectedRevision: [1] })).toBe("done");
  });

  it("that is chosen at the same moment is read again", async () => {
    const { choose, stores } = world();
    const unread = { stores: { ...stores, mailChoice: async () => undefined } };
    expect([await choose("daily", ANN, unread), await choose("each", ANN, unread)]).toEqual([
      "done",
      "raced",
    ]);
  });
});
