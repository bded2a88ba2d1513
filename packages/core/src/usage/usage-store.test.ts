import { expect, it } from "vitest";
import { isOfPartition } from "./usage-store.ts";
import { noUsage } from "./usage-totals.ts";

const row = (team: string) => ({
  ...{ hour: "2026-03-01T12:00:00.000Z", consumer: "con_1", serviceId: "svc_1", service: "weather" },
  ...{ subscription: "", credential: "", operation: "", model: "", team },
  ...noUsage(),
});

it.each([
  ["its team's, for its team", { consumer: "con_1", team: "apps" }, "apps", true],
  ["without a team, for its team", { consumer: "con_1", team: "apps" }, "", true],
  [
    "of the team that it had before, for the one that has it",
    { consumer: "con_1", team: "apps" },
    "shop",
    false,
  ],
  ["another consumer's", { consumer: "con_2", team: "apps" }, "apps", false],
  ["of the team that it had before, for that team", { team: "shop" }, "shop", true],
  ["of the team that it had before, for the service", { serviceId: "svc_1" }, "shop", true],
] as const)("usage of a consumer is read: %s", (_what, of, team, isRead) => {
  expect(isOfPartition(row(team), of)).toBe(isRead);
});
