import { describe, expect, it } from "vitest";
import { inputIssues } from "../input-issues.ts";
import { PluginConfigs } from "./plugin-config.ts";

const pointers = (configs: unknown): string[] => {
  const parsed = PluginConfigs.safeParse(configs);
  return parsed.success ? [] : inputIssues(parsed.error).map((issue) => `/${issue.path.join("/")}`);
};

const quotas = (...rules: unknown[]) => ({ quota: { rules } });

describe("settings that make no sense", () => {
  it.each<[string, unknown, string]>([
    ["zero", { "rate-limit": { count: 0, periodSeconds: 60 } }, "/rate-limit/count"],
    ["negative", { "rate-limit": { count: -1, periodSeconds: 60 } }, "/rate-limit/count"],
    ["10⁹", { "rate-limit": { count: 1e9, periodSeconds: 60 } }, "/rate-limit/count"],
    ["a fraction", { "rate-limit": { count: 1.5, periodSeconds: 60 } }, "/rate-limit/count"],
    ["a period of nothing", { "rate-limit": { count: 1, periodSeconds: 0 } }, "/rate-limit/periodSeconds"],
    ["a period of 10⁹", { "rate-limit": { count: 1, periodSeconds: 1e9 } }, "/rate-limit/periodSeconds"],
    ["an unknown mode", { "rate-limit": { count: 1, periodSeconds: 1, mode: "loose" } }, "/rate-limit/mode"],
    ["no count", { quota: { period: "day" } }, "/quota/count"],
    ["a quota of 10⁹", { quota: { count: 1e9, period: "day" } }, "/quota/count"],
    [
      "one rule in a list",
      { "rate-limit": { rules: [{ count: 1, periodSeconds: 1 }] } },
      "/rate-limit/rules",
    ],
    [
      "two rules of one period and unit",
      quotas({ count: 1, period: "day" }, { count: 2, period: "day" }),
      "/quota/rules",
    ],
    [
      "a wrong rule in a list",
      quotas({ count: 1, period: "day" }, { count: 0, period: "week" }),
      "/quota/rules/1/count",
    ],
    [
      "tokens of tools",
      { quota: { count: 1, period: "day", unit: "tokens", tools: ["now"] } },
      "/quota/tools",
    ],
    ["no tool", { quota: { count: 1, period: "day", tools: [] } }, "/quota/tools"],
    [
      "a star inside a tool",
      { "rate-limit": { count: 1, periodSeconds: 1, tools: ["a*b"] } },
      "/rate-limit/tools/0",
    ],
    [
      "two rules of the same tools",
      quotas({ count: 1, period: "day", tools: ["a", "b"] }, { count: 2, period: "day", tools: ["b", "a"] }),
      "/quota/rules",
    ],
    ["calls that are held", { quota: { count: 1, period: "day", hold: true } }, "/quota/hold"],
    ["a budget of nothing", { budget: { usd: 0, period: "day" } }, "/budget/usd"],
    ["a budget below the millionth", { budget: { usd: 0.0000001, period: "day" } }, "/budget/usd"],
    ["a budget of too much", { budget: { usd: 1_000_001, period: "day" } }, "/budget/usd"],
    ["a budget for a year", { budget: { usd: 1, period: "year" } }, "/budget/period"],
    ["no model", { models: { allow: [] } }, "/models/allow"],
    ["a star inside a model", { models: { allow: ["gpt-*-mini"] } }, "/models/allow/0"],
    ["a model twice", { models: { allow: ["a", "a"] } }, "/models/allow"],
    ["an unknown period", { quota: { count: 1, period: "year" } }, "/quota/period"],
    ["no size", { "request-size": { maxBytes: 0 } }, "/request-size/maxBytes"],
    ["a size of 10⁹", { "request-size": { maxBytes: 1e9 } }, "/request-size/maxBytes"],
    ["neither allow nor deny", { "ip-restriction": {} }, "/ip-restriction"],
    ["an empty allow", { "ip-restriction": { allow: [] } }, "/ip-restriction/allow"],
    ["no address", { "ip-restriction": { allow: ["here"] } }, "/ip-restriction/allow/0"],
    ["too long a prefix", { "ip-restriction": { deny: ["192.0.2.0/33"] } }, "/ip-restriction/deny/0"],
    [
      "an overlap",
      { "ip-restriction": { allow: ["10.0.0.0/8"], deny: ["192.0.2.1", "10.1.0.0/16"] } },
      "/ip-restriction/deny/1",
    ],
    [
      "an overlap by a mapped address",
      { "ip-restriction": { allow: ["::ffff:10.0.0.0/104"], deny: ["10.1.0.0/16"] } },
      "/ip-restriction/deny/0",
    ],
  ])("are refused with the pointer to the field: %s", (_what, configs, pointer) => {
    expect(pointers(configs)).toEqual([pointer]);
  });

  it("are refused for a plugin that there is not", () => {
    expect(PluginConfigs.safeParse({ "no-such": {} }).success).toBe(false);
    expect(PluginConfigs.safeParse(JSON.parse('{"__proto__": {"count": 1}}')).success).toBe(false);
  });
});

it("settings that make sense are taken, with what they leave open filled in", () => {
  const configs = {
    "rate-limit": { count: 1000, periodSeconds: 60 },
    quota: { count: 5, period: "month", unit: "tokens" },
    "ip-restriction": { allow: ["192.0.2.0/24", "2001:db8::/32"], deny: ["198.51.100.7"] },
    "request-size": { maxBytes: 1024 },
  };
  expect(PluginConfigs.parse(configs)).toEqual({
    ...configs,
    "rate-limit": { count: 1000, periodSeconds: 60, unit: "calls", mode: "leased" },
  });
});
