import { deleteTeam } from "@latchkey/core/offboarding/delete-team";
import { Refusal } from "@latchkey/core/refusal";
import { deleteService } from "@latchkey/core/service/delete-service";
import { NOW } from "@latchkey/core/testing/records";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { admin, type Names, outcome, person, startNames } from "./names.fixture.ts";

let names: Names;
beforeAll(async () => {
  names = await startNames();
});
afterAll(() => names.store.stop());

const limits = { teamsPerPerson: 3, servicesPerTeam: 2 };
const DAY = 86_400_000;
const NOON = Date.parse("2026-03-01T12:00:00.000Z");

describe("a person who makes teams all day", () => {
  it("makes as many as the setting says, also when all are asked for at once, and burns no more slugs", async () => {
    const work = names.workOf(person("burner@example.com"), { limits });
    const asked = Array.from({ length: 9 }, (_, index) => `burnt-${index}`);
    const outcomes = await Promise.all(asked.map((slug) => outcome(names.team(work, slug))));
    expect(outcomes.filter((each) => each === "done")).toHaveLength(3);
    expect(outcomes.filter((each) => each === "rate-limited")).toHaveLength(6);
    const stored = await Promise.all(asked.map((slug) => names.store.stores.team(slug)));
    expect(stored.filter(Boolean)).toHaveLength(3);
  });

  it("is told when the next day begins", async () => {
    const work = names.workOf(person("burner@example.com"), { limits, now: NOON });
    const refused = await names.team(work, "burnt-more").catch((error: unknown) => error);
    expect(refused).toBeInstanceOf(Refusal);
    expect(refused).toMatchObject({ code: "rate-limited", extra: { retryAfterSeconds: 12 * 3600 } });
  });

  it.each([
    ["by deleting what was made", async () => deleteTeam(owner(), "limit-0")],
    ["by asking for a slug that is taken", async () => outcome(names.team(owner(), "limit-1"))],
    ["by another address of the same identity", async () => undefined],
  ])("gets no more %s", async (_, evade) => {
    for (const index of [0, 1, 2]) await outcome(names.team(owner(), `limit-${index}`));
    await evade();
    const renamed = { ...owner().caller, email: "other@example.com" };
    expect(await outcome(names.team({ ...owner(), caller: renamed }, "limit-3"))).toBe("rate-limited");
  });
  const owner = () => names.workOf(person("limit@example.com"), { limits });

  it.each([
    ["a slug that was taken", () => names.team(taker(), "taken")],
    ["a reserved slug", () => names.team(taker({ reservedSlugs: ["kept"] }), "kept")],
  ])("pays nothing for what is refused: %s", async (_, refused) => {
    await outcome(names.team(names.workOf(admin), "taken"));
    for (let times = 0; times < 4; times += 1) expect(await outcome(refused())).not.toBe("rate-limited");
  });
  const taker = (stage = {}) => names.workOf(person("taker@example.com"), { limits, stage });

  it.each([
    ["the next day", person("next@example.com"), NOW + DAY],
    ["another person, the same day", person("someone@example.com"), NOW],
    ["an admin", admin, NOW],
  ])("prevents no other team from making one: %s", async (name, caller, now) => {
    const first = names.workOf(person("next@example.com"), { limits });
    for (const index of [0, 1, 2]) await outcome(names.team(first, `next-${index}`));
    const slug = `free-${name.replaceAll(/\W+/g, "-")}`;
    expect(await outcome(names.team(names.workOf(caller, { limits, now }), slug))).toBe("done");
  });

  it("is no machine: those make no teams at all", async () => {
    const machine = names.workOf({
      kind: "machine",
      consumerId: "con_0000000000000001",
      credentialId: "crd_1",
      team: "burnt-0",
      role: "owner",
      admin: false,
      bounds: {},
      sourceIp: "192.0.2.1",
    });
    expect(await outcome(names.team(machine, "by-a-machine"))).toBe("forbidden");
  });
});

describe("a team that fills the catalogue", () => {
  const work = () => names.workOf(person("filler@example.com"), { limits });

  it("has as many services as the setting says, also when all are made at once", async () => {
    await names.team(work(), "filler");
    const asked = Array.from({ length: 6 }, (_, index) => names.service(work(), "filler", `fill-${index}`));
    const outcomes = await Promise.all(asked.map(outcome));
    expect(outcomes.filter((each) => each === "done")).toHaveLength(2);
    expect(outcomes.filter((each) => each === "limit-reached")).toHaveLength(4);
  });

  it("gets room by deleting one, and its slug is not given again", async () => {
    const { items } = await names.store.stores.servicesOf("filler", { limit: 10 });
    const slug = items[0]?.slug ?? "";
    await deleteService(work(), slug);
    expect(await outcome(names.service(work(), "filler", slug))).toBe("name-taken");
    expect(await outcome(names.service(work(), "filler", "fill-after"))).toBe("done");
    expect(await outcome(names.service(work(), "filler", "fill-over"))).toBe("limit-reached");
  });

  it("keeps what it has where the setting is lowered, and makes no more", async () => {
    const lowered = names.workOf(person("filler@example.com"), { limits: { servicesPerTeam: 1 } });
    expect((await names.store.stores.servicesOf("filler", { limit: 10 })).items).toHaveLength(2);
    expect(await outcome(names.service(lowered, "filler", "fill-lowered"))).toBe("limit-reached");
  });
});

describe("a reserved slug", () => {
  const stage = { reservedSlugs: ["payments", "support"] };
  const squatter = () => names.workOf(person("squatter@example.com"), { stage });

  it.each(["payments", "support"])(
    "is given by admins only, to a team and to a service: %s",
    async (slug) => {
      await outcome(names.team(squatter(), "squatters"));
      expect(await outcome(names.team(squatter(), slug))).toBe("invalid-input");
      expect(await outcome(names.service(squatter(), "squatters", slug))).toBe("invalid-input");
      const asAdmin = names.workOf(admin, { stage });
      expect(await outcome(names.team(asAdmin, slug))).toBe("done");
      expect(await outcome(names.service(asAdmin, "squatters", slug))).toBe("done");
      // Nothing tells the squatter that it was given since.
      expect(await outcome(names.team(squatter(), slug))).toBe("invalid-input");
    },
  );

  it.each(["payments-2", "my-payments", "pay"])("is no pattern: %s is free", async (slug) => {
    expect(await outcome(names.team(squatter(), slug))).toBe("done");
  });
});
