import { expect, it } from "vitest";
import { Unavailable } from "../outage.ts";
import { teamZones } from "./team-zones.ts";

it("a team's time zone is known for five minutes, and UTC until it is known", async () => {
  let read = 0;
  let zone: string | undefined = "Europe/Berlin";
  const zones = teamZones(async () => {
    read += 1;
    return zone;
  });
  expect([zones.lastKnown("acme"), zones.isKnown("acme", 0)]).toEqual(["UTC", false]);
  await Promise.all([zones.load("acme", 0), zones.load("acme", 0)]);
  expect([zones.lastKnown("acme"), zones.isKnown("acme", 299_000), read]).toEqual(["Europe/Berlin", true, 1]);
  zone = undefined;
  expect(zones.isKnown("acme", 300_001)).toBe(false);
  await zones.load("acme", 300_001);
  expect([zones.lastKnown("acme"), read]).toEqual(["UTC", 2]);
});

it("the last known zone holds while the table does not answer", async () => {
  let answers = true;
  const zones = teamZones(() =>
    answers ? Promise.resolve("Asia/Tokyo") : Promise.reject(new Unavailable("DynamoDB")),
  );
  await zones.load("acme", 0);
  answers = false;
  await expect(zones.load("acme", 600_000)).rejects.toThrow(Unavailable);
  expect(zones.lastKnown("acme")).toBe("Asia/Tokyo");
});
