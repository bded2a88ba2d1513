import { expect, it } from "vitest";
import { aConsumer, aTeam, DAY, NOW, timeAt } from "../testing/records.ts";
import { isOfferedTo, OFFER_DAYS } from "./open-offer.ts";

const transfer = {
  team: "takers",
  offeredBy: "ann@givers.test",
  offeredAt: timeAt(NOW),
  expiresAt: timeAt(NOW + OFFER_DAYS * DAY),
};
const takers = (createdAt = NOW - DAY) => aTeam({ slug: "takers", createdAt: timeAt(createdAt) });

it.each([
  ["to the team", aConsumer({ transfer }), takers(), NOW, true],
  ["to a team of the same moment", aConsumer({ transfer }), takers(NOW), NOW, true],
  ["to a team that took the slug afterwards", aConsumer({ transfer }), takers(NOW + 1), NOW + 1, false],
  ["to another team", aConsumer({ transfer }), aTeam({ slug: "others" }), NOW, false],
  ["to no team", aConsumer(), takers(), NOW, false],
  ["at its last moment", aConsumer({ transfer }), takers(), NOW + OFFER_DAYS * DAY - 1, true],
  ["past its end", aConsumer({ transfer }), takers(), NOW + OFFER_DAYS * DAY, false],
] as const)("a consumer that is offered %s", (_what, consumer, team, now, isOffered) => {
  expect(isOfferedTo(consumer, team, now)).toBe(isOffered);
});
