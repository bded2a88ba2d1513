import { describe, expect, it } from "vitest";
import type { Caller } from "../access/caller.ts";
import type { PlatformWork } from "../platform/work.ts";
import { aMachine } from "../testing/callers.ts";
import { CAST, the } from "../testing/cast.ts";
import { aWorld } from "../testing/memory-world.ts";
import { outcomeOf } from "../testing/outcome.ts";
import { aConsumer } from "../testing/records.ts";
import { findPlugin, pluginsOf, removePlugin, setPlugin } from "./configure-plugin.ts";
import type { Consumer } from "./consumer.ts";

const MEMBER = the("member", "callers");
const SIZE = { maxBytes: 1000 };
const IPS = { allow: ["192.0.2.0/24"] };
const PLUGINS = { "request-size": SIZE };
const OWN = aMachine("callers", { consumerId: aConsumer().id });

const worldOf = (fields: Partial<Consumer>) => aWorld({ ...CAST, consumer: aConsumer(fields) });
const configuring = async (
  what: "set" | "remove",
  name: string,
  fields: Partial<Consumer> = { plugins: PLUGINS },
  caller: Caller = MEMBER,
  others: Partial<PlatformWork> = {},
) => {
  const world = worldOf(fields);
  const work = world.work(caller, others);
  const { id } = aConsumer();
  const outcome = await outcomeOf(() =>
    what === "set" ? setPlugin(work, id, findPlugin(name), IPS) : removePlugin(work, id, name),
  );
  const [consumer] = world.tables.all("consumer");
  return { ...world, outcome, consumer };
};

describe("a plugin of a consumer", () => {
  it.each([
    ["set", "ip-restriction", { ...PLUGINS, "ip-restriction": IPS }],
    ["set", "request-size", { "request-size": IPS }],
    ["remove", "request-size", {}],
  ] as const)(
    "%s %s leaves the others as they are, in one revision of the consumer",
    async (what, name, plugins) => {
      const { outcome, writes, events, consumer, changes } = await configuring(what, name);
      expect([outcome, writes(), events()]).toEqual(["done", ["replace consumer 2"], []]);
      expect(consumer?.plugins).toEqual(plugins);
      expect(changes[0]?.result).toEqual({ kind: "consumer", keys: { consumer: consumer?.id } });
    },
  );

  it("is told in the order of being asked, and one that is not known is not", () => {
    const plugins = { quota: {}, unknown: {}, "ip-restriction": IPS };
    const told = pluginsOf(aConsumer({ plugins }));
    expect(told.map(({ name }) => name)).toEqual(["ip-restriction", "quota"]);
    expect(told[0]?.config).toEqual(IPS);
  });

  it("that is not there is not found", async () => {
    expect(await outcomeOf(() => findPlugin("nonsense"))).toBe("not-found");
    expect(findPlugin("quota").name).toBe("quota");
  });
});

describe("what is refused of a plugin", () => {
  const root = { name: "root", team: "callers" };
  it.each<[what: string, outcome: string, args: Parameters<typeof configuring>]>([
    ["a viewer who sets one", "forbidden", ["set", "quota", {}, the("viewer", "callers")]],
    [
      "a viewer who removes one",
      "forbidden",
      ["remove", "request-size", { plugins: PLUGINS }, the("viewer", "callers")],
    ],
    ["another team", "not-found", ["set", "quota", {}, the("owner", "providers")]],
    ["a deleted consumer", "not-found", ["set", "quota", { status: "deleted" }]],
    ["one that is not set", "not-found", ["remove", "quota"]],
    ["another revision", "revision-mismatch", ["set", "quota", {}, MEMBER, { expectedRevision: [2] }]],
    [
      "another revision of a removal",
      "revision-mismatch",
      ["remove", "request-size", { plugins: PLUGINS }, MEMBER, { expectedRevision: [2] }],
    ],
    [
      "a limit of a machine's own that is there",
      "forbidden",
      ["set", "request-size", { plugins: PLUGINS }, OWN],
    ],
    [
      "the removal of a limit of a machine's own",
      "forbidden",
      ["remove", "request-size", { plugins: PLUGINS }, OWN],
    ],
  ])("%s", async (_what, outcome, args) => {
    expect(await configuring(...args)).toMatchObject({ outcome, changes: [] });
  });

  it("the consumer root", async () => {
    const { outcome } = await configuring(
      "set",
      "quota",
      { ...root, team: "latchkey" },
      aMachine("latchkey", { role: "owner" }),
    );
    expect(outcome).toBe("forbidden");
  });

  it("and not a limit that a machine adds to its own, or changes of another's", async () => {
    expect((await configuring("set", "quota", { plugins: PLUGINS }, OWN)).outcome).toBe("done");
    const other = aMachine("callers", { consumerId: "con_other" });
    expect((await configuring("remove", "request-size", { plugins: PLUGINS }, other)).outcome).toBe("done");
  });

  it("a change of the same moment", async () => {
    const world = worldOf({ revision: 2 });
    const stores = { ...world.stores, consumer: async () => aConsumer() };
    const work = world.work(MEMBER, { stores });
    expect(await outcomeOf(() => setPlugin(work, aConsumer().id, findPlugin("quota"), {}))).toBe("raced");
  });
});
