import { describe, expect, it } from "vitest";
import { type ProviderCall, providerService } from "./provider-service.ts";

const call = (fields: Partial<ProviderCall> = {}): ProviderCall => ({
  apiId: "abc",
  stage: "prod",
  stageVariables: null,
  path: "/weather/today",
  ...fields,
});
const TABLE = { "abc/prod": "tides" };

describe("the service of a provider's own API", () => {
  it.each(["latchkey", "", "We/ird", "x".repeat(64), "../x"])(
    "is none where the stage variable says %j, whatever table and path say",
    (latchkeyService) => {
      expect(providerService(call({ stageVariables: { latchkeyService } }), TABLE)).toBeUndefined();
    },
  );

  it.each(["/", "", "/latchkey/v1", "/%77eather/x", "//weather", "/We/x"])(
    "is none where nothing names it and the path is %j",
    (path) => {
      expect(providerService(call({ path }), {})).toBeUndefined();
    },
  );

  it("is what the stage variable says, before the table, before the path", () => {
    const stageVariables = { latchkeyService: "snow" };
    expect(providerService(call({ stageVariables }), TABLE)).toEqual({
      slug: "snow",
      rest: "/weather/today",
    });
    expect(providerService(call(), TABLE)).toEqual({ slug: "tides", rest: "/weather/today" });
    expect(providerService(call(), {})).toEqual({ slug: "weather", rest: "/today" });
    expect(providerService(call({ path: "/weather" }), {})).toEqual({ slug: "weather", rest: "" });
  });

  it("is not taken from the entry of another stage, another API, or of what every object has", () => {
    expect(providerService(call({ stage: "dev" }), TABLE)?.slug).toBe("weather");
    expect(providerService(call({ apiId: "abd" }), TABLE)?.slug).toBe("weather");
    const inherited = Object.create({ latchkeyService: "snow" });
    expect(providerService(call({ stageVariables: inherited }), {})?.slug).toBe("weather");
  });
});
