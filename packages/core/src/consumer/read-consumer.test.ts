import { describe, expect, it } from "vitest";
import type { Caller } from "../access/caller.ts";
import { aMachine } from "../testing/callers.ts";
import { ADMIN, CAST, STRANGER, the } from "../testing/cast.ts";
import { aWorld } from "../testing/memory-world.ts";
import { outcomeOf } from "../testing/outcome.ts";
import { aConsumer } from "../testing/records.ts";
import { consumerFor, listConsumers, readConsumer } from "./read-consumer.ts";

const named = (id: string, name: string, fields = {}) => aConsumer({ id, name, ...fields });
const CONSUMERS = [
  named("con_1", "web"),
  named("con_2", "app"),
  named("con_3", "app-old", { status: "deleted" }),
  named("con_4", "app-two"),
  named("con_5", "app-theirs", { team: "providers" }),
];
const world = aWorld({ ...CAST, consumer: CONSUMERS });
const VIEWER = the("viewer", "callers");

describe("a consumer", () => {
  it.each<[who: string, caller: Caller, read: string, change: string]>([
    ["a viewer of its team", VIEWER, "done", "forbidden"],
    ["a member of its team", the("member", "callers"), "done", "done"],
    ["a machine of its team", aMachine("callers"), "done", "done"],
    ["an admin", ADMIN, "done", "done"],
    ["an owner of another team", the("owner", "providers"), "not-found", "not-found"],
    ["a stranger", STRANGER, "not-found", "not-found"],
  ])("is read and changed as the role of %s allows", async (_who, caller, read, change) => {
    expect(await outcomeOf(() => readConsumer(world.work(caller), "con_1"))).toBe(read);
    expect(await outcomeOf(() => consumerFor(world.work(caller), "con_1", "change-consumers"))).toBe(change);
  });

  it.each(["con_3", "con_9"])("that is deleted or not there is not found: %s", async (id) => {
    expect(await outcomeOf(() => readConsumer(world.work(ADMIN), id))).toBe("not-found");
  });
});

describe("a list of consumers", () => {
  type Filter = Parameters<typeof listConsumers>[1];
  const list = (caller: Caller, filter: Filter) => listConsumers(world.work(caller), filter, { limit: 10 });
  const names = async (...of: Parameters<typeof list>) => (await list(...of)).items.map(({ name }) => name);

  it.each<[what: string, caller: Caller, filter: Filter, found: string[]]>([
    ["by name, without those that are deleted", VIEWER, { by: "name" }, ["app", "app-two", "web"]],
    ["found by the beginning of a name", VIEWER, { q: "app" }, ["app", "app-two"]],
    ["found in capitals and with blanks", VIEWER, { q: " APP-T " }, ["app-two"]],
    ["found by no middle of a name", VIEWER, { q: "pp" }, []],
    ["of a team, for an admin", ADMIN, { team: "callers", q: "app" }, ["app", "app-two"]],
    [
      "of all teams, found in the order of making",
      ADMIN,
      { q: "app" },
      ["app", "app-old", "app-two", "app-theirs"],
    ],
  ])("is %s", async (_what, caller, filter, found) => {
    expect(await names(caller, filter)).toEqual(found);
  });

  it.each<[what: string, caller: Caller, filter: Filter, outcome: string]>([
    ["all teams' by name", ADMIN, { by: "name" }, "invalid-input sort"],
    ["what is found, in the order of making", VIEWER, { q: "app", by: "created" }, "invalid-input sort"],
    ["another team's", VIEWER, { team: "providers" }, "not-found"],
  ])("is refused: %s", async (_what, caller, filter, outcome) => {
    expect(await outcomeOf(() => list(caller, filter))).toBe(outcome);
  });
});
