import { describe, expect, it } from "vitest";
import type { Caller } from "../access/caller.ts";
import { aMachine } from "../testing/callers.ts";
import { ADMIN, CAST, STRANGER, the } from "../testing/cast.ts";
import { aWorld } from "../testing/memory-world.ts";
import { outcomeOf } from "../testing/outcome.ts";
import { aMember, aSubscription, NOW, timeAt } from "../testing/records.ts";
import { listSubscriptionsOfTeams, type TeamsFilter } from "./list-subscriptions-of-teams.ts";
import type { Subscription } from "./subscription.ts";

const BOTH = { ...the("viewer", "callers"), email: "viewer@both.test" };

const subscription = (
  id: string,
  consumerName: string,
  service: string,
  fields: Partial<Subscription> = {},
) =>
  aSubscription({
    id,
    consumerId: `con_${consumerName}`,
    consumerName,
    service,
    status: "active",
    ...fields,
  });

const ofProviders = { consumerTeam: "providers" };
const STORED = [
  subscription("former", "app", "weather", { status: "cancelled" }),
  subscription("app-weather", "app", "weather"),
  subscription("app-maps", "app", "maps", { status: "pending" }),
  subscription("weather-maps", "weather-app", "maps", { expiresAt: timeAt(NOW) }),
  subscription("weather-weather", "weather-app", "weather"),
  subscription("own", "probe", "weather", ofProviders),
];

const world = aWorld({
  ...CAST,
  member: [
    ...CAST.member,
    aMember({ id: "mem_1", team: "providers", email: BOTH.email, role: "viewer" }),
    aMember({ id: "mem_2", team: "callers", email: BOTH.email, role: "viewer" }),
  ],
  subscription: STORED,
});
const list = (caller: Caller, filter: TeamsFilter = {}, limit = 50, cursor?: string) =>
  listSubscriptionsOfTeams(world.work(caller), filter, {
    limit,
    ...(cursor === undefined ? {} : { cursor }),
  });
const ids = async (...of: Parameters<typeof list>) => (await list(...of)).items.map(({ id }) => id).sort();

const OF_CALLERS = ["app-maps", "app-weather", "weather-maps", "weather-weather"];

describe("the subscriptions of a caller's teams", () => {
  it.each<[what: string, caller: Caller, filter: TeamsFilter, found: string[]]>([
    ["of a viewer's team, the latest to each service", the("viewer", "callers"), {}, OF_CALLERS],
    ["of a machine's team", aMachine("callers"), {}, OF_CALLERS],
    ["of two teams", BOTH, {}, [...OF_CALLERS, "own"].sort()],
    ["of one of them", BOTH, { team: "providers" }, ["own"]],
    ["of no team", STRANGER, {}, []],
    ["of a team, for an admin", ADMIN, { team: "callers" }, OF_CALLERS],
    ["that are pending", BOTH, { status: "pending" }, ["app-maps"]],
    [
      "that are active: not one whose end has passed",
      BOTH,
      { status: "active" },
      ["app-weather", "own", "weather-weather"],
    ],
    ["found by the beginning of a consumer", BOTH, { q: "app" }, ["app-maps", "app-weather"]],
    ["found by the beginning of a service", BOTH, { q: "map" }, ["app-maps", "weather-maps"]],
    [
      "found by both, each once",
      BOTH,
      { q: "weather" },
      ["app-weather", "own", "weather-maps", "weather-weather"],
    ],
    ["found in capitals and with white space", BOTH, { q: "  MAPS " }, ["app-maps", "weather-maps"]],
    [
      "found and of a status",
      BOTH,
      { q: "weather", status: "active" },
      ["app-weather", "own", "weather-weather"],
    ],
    ["found by no name", BOTH, { q: "eather" }, []],
  ])("are those %s", async (_what, caller, filter, found) => {
    expect(await ids(caller, filter)).toEqual(found);
  });

  it("come team by team, those found by their service after those found by their consumer", async () => {
    const found = (await list(BOTH, { q: "weather" })).items.map(({ id }) => id);
    expect(found).toEqual(["own", "weather-maps", "weather-weather", "app-weather"]);
  });

  it("come in pages without gaps and without repetition", async () => {
    const found: string[] = [];
    let cursor: string | undefined;
    do {
      const page = await list(BOTH, { q: "weather" }, 1, cursor);
      expect(page.items.length).toBeLessThanOrEqual(1);
      found.push(...page.items.map(({ id }) => id));
      cursor = page.cursor;
    } while (cursor !== undefined);
    expect(found).toEqual((await list(BOTH, { q: "weather" })).items.map(({ id }) => id));
  });
});

describe("what is refused", () => {
  it.each<[what: string, caller: Caller, team: string, outcome: string]>([
    ["another team", the("owner", "providers"), "callers", "not-found"],
    ["another team, to a machine", aMachine("others"), "callers", "not-found"],
  ])("%s", async (_what, caller, team, outcome) => {
    expect(await outcomeOf(() => list(caller, { team }))).toBe(outcome);
  });

  it("the cursor of another filter", async () => {
    const { cursor } = await list(BOTH, { q: "weather" }, 1);
    for (const filter of [{}, { q: "maps" }, { q: "weather", status: "active" as const }])
      expect(await outcomeOf(() => list(BOTH, filter, 1, cursor))).toContain("invalid-input");
    expect(await outcomeOf(() => list(BOTH, { q: " Weather" }, 1, cursor))).toBe("done");
  });
});
