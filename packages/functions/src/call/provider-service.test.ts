import { describe, expect, it } from "vitest";
import { ProviderServices } from "../routes/provider-services.ts";
import { type ProviderCall, providerService } from "./provider-service.ts";

const call = (fields: Partial<ProviderCall> = {}): ProviderCall => ({
  apiId: "abc",
  stage: "prod",
  stageVariables: null,
  path: "/weather/today",
  ...fields,
});
const TABLE = { "abc/prod": "tides" };
const TEAM = { abc: { team: "forecasters" } };

describe("the service of a provider's own API", () => {
  it.each(["latchkey", "", "We/ird", "x".repeat(64), "../x"])(
    "is none where the stage variable says %j, whatever table and path say",
    (latchkeyService) => {
      for (const table of [TABLE, TEAM, {}])
        expect(providerService(call({ stageVariables: { latchkeyService } }), table)).toBeUndefined();
    },
  );

  it.each(["/", "", "/latchkey/v1", "/%77eather/x", "//weather", "/We/x"])(
    "is none where only the team is named and the path is %j",
    (path) => {
      expect(providerService(call({ path }), TEAM)).toBeUndefined();
    },
  );

  it.each<[string, ProviderServices]>([
    ["nothing", {}],
    ["another API's team", { abd: { team: "forecasters" } }],
    ["another stage's team", { "abc/dev": { team: "forecasters" } }],
    ["another API's service", { "abd/prod": "tides" }],
    ["a team that every object has", Object.create({ abc: { team: "forecasters" } })],
  ])("is named by no path where the table has %s: the caller chooses the path", (_, table) => {
    expect(providerService(call(), table)).toBeUndefined();
  });

  it("is what the stage variable says, before the table, before the path", () => {
    const stageVariables = { latchkeyService: "snow" };
    const rest = "/weather/today";
    expect(providerService(call({ stageVariables }), TABLE)).toEqual({ slug: "snow", rest });
    expect(providerService(call(), TABLE)).toEqual({ slug: "tides", rest });
    const byPath = { team: "forecasters", byPath: true };
    expect(providerService(call(), TEAM)).toEqual({ slug: "weather", rest: "/today", ...byPath });
    expect(providerService(call({ path: "/weather" }), TEAM)).toEqual({
      slug: "weather",
      rest: "",
      ...byPath,
    });
  });

  it("is the named team's also where a variable or the table names the service", () => {
    const stageVariables = { latchkeyService: "snow" };
    const rest = "/weather/today";
    const team = "forecasters";
    expect(providerService(call({ stageVariables }), TEAM)).toEqual({ slug: "snow", rest, team });
    expect(providerService(call(), { ...TABLE, ...TEAM })).toEqual({ slug: "tides", rest, team });
  });

  it("is the team's of the stage, before the API's", () => {
    const table = { ...TEAM, "abc/prod": { team: "testers" } };
    expect(providerService(call(), table)?.team).toBe("testers");
    expect(providerService(call({ stage: "dev" }), table)?.team).toBe("forecasters");
  });

  it("is not taken from the entry of another stage, another API, or of what every object has", () => {
    expect(providerService(call({ stage: "dev" }), TABLE)).toBeUndefined();
    expect(providerService(call({ apiId: "abd" }), TABLE)).toBeUndefined();
    const inherited = Object.create({ latchkeyService: "snow" });
    expect(providerService(call({ stageVariables: inherited }), TEAM)?.slug).toBe("weather");
  });
});

describe("the setting", () => {
  it.each<[string, unknown]>([
    ["as it was: a service by API and stage", { "abc/prod": "tides" }],
    ["a team by API", { abc: { team: "forecasters" } }],
    ["a team by API and stage", { "abc/$default": { team: "forecasters" } }],
  ])("takes %s", (_, table) => {
    expect(ProviderServices.parse(table)).toEqual(table);
  });

  it.each<[string, unknown]>([
    ["a service by an API alone, which has several stages", { abc: "tides" }],
    ["a team that is no slug", { abc: { team: "For/casters" } }],
    ["a team without a name", { abc: {} }],
    ["a team and more", { abc: { team: "forecasters", service: "tides" } }],
    ["a list of teams", { abc: { team: ["forecasters"] } }],
    ["an API that is none", { "a*": { team: "forecasters" } }],
    ["an empty API", { "": { team: "forecasters" } }],
  ])("stops the start with a sentence for %s", (_, table) => {
    expect(ProviderServices.safeParse(table).success).toBe(false);
  });
});
