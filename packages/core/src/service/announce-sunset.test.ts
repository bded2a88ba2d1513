import { describe, expect, it } from "vitest";
import { DEFAULT_TIMING } from "../due/timing.ts";
import type { Change } from "../store/change.ts";
import { aService, NOW, timeAt } from "../testing/records.ts";
import { announceSunset, serviceDueAt } from "./announce-sunset.ts";
import type { ServiceRecord } from "./service.ts";

const DAY = 86_400_000;
const at = (days: number) => timeAt(NOW + days * DAY);
const deprecated = (sunset: number, announced: number) =>
  aService({ deprecation: { at: at(-50), sunsetAt: at(sunset), announcedUntil: at(announced) } });

it.each([
  ["30 days before", 40, 0, 10],
  ["7 days before", 29, 0, 22],
  ["1 day before", 6, 0, 5],
])("the next announcement is %s", (_, sunset, announced, days) =>
  expect(serviceDueAt(deprecated(sunset, announced), DEFAULT_TIMING)).toBe(NOW + days * DAY),
);

it("there is none without an end, and none after the last", () => {
  expect(serviceDueAt(aService(), DEFAULT_TIMING)).toBeUndefined();
  expect(serviceDueAt(deprecated(1, 0), DEFAULT_TIMING)).toBeUndefined();
});

describe("what is due of a service", () => {
  const run = async (service: ReturnType<typeof aService>, known = service.revision) => {
    const changes: Change<ServiceRecord>[] = [];
    const work = {
      stores: { service: async () => service },
      timing: DEFAULT_TIMING,
      now: NOW,
      commit: async (change: Change<ServiceRecord>) => void changes.push(change),
    };
    await announceSunset(work, { slug: service.slug, revision: known });
    return changes;
  };

  it("is announced once, and remembered", async () => {
    const [change] = await run(deprecated(7, -23));
    expect(change).toMatchObject({
      writes: [{ record: { value: { deprecation: { announcedUntil: at(0) } } } }],
      events: [{ type: "service.deprecation-notice", actor: "system" }],
    });
  });

  it("is put right in the index, without a word, where it is not due any more", async () => {
    const [change] = await run(deprecated(20, 0));
    expect(change).toMatchObject({ events: [] });
    expect(await run(deprecated(20, 0), 99)).toEqual([]);
    expect(await run(aService())).toEqual([]);
  });
});
