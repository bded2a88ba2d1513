import { expect, it } from "vitest";
import { aConsumer, aSubscription } from "../testing/records.ts";
import { standingOfConsumer } from "./standing-of-consumer.ts";

it.each([
  ["is there", aConsumer(), "kept"],
  ["belongs to another team", aConsumer({ team: "others" }), "transferred"],
  ["is being deleted", aConsumer({ status: "deleted" }), "deleted"],
  ["is being deleted by another team", aConsumer({ status: "deleted", team: "others" }), "deleted"],
  ["is gone", undefined, "deleted"],
] as const)("a subscription whose consumer %s is of one that is so", async (_what, consumer, standing) => {
  expect(await standingOfConsumer({ consumer: async () => consumer }, aSubscription())).toBe(standing);
});
