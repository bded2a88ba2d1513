import type { PlatformWrite } from "@latchkey/core/platform/records";
import { Refusal } from "@latchkey/core/refusal";
import type { Team } from "@latchkey/core/team/team";
import { fresh } from "@latchkey/core/testing/fresh-records";
import type { TestStore } from "../testing/store-for-tests.ts";

export const limit = new Refusal("limit-reached", "limit");
export const notEmpty = new Refusal("not-empty", "not empty");

export const countConsumers = (slug: string, by: 1 | -1, most?: number): PlatformWrite => ({
  write: "count",
  counter: { of: "team", slug, what: "consumers" },
  by,
  ...(most === undefined ? {} : { most }),
  otherwise: limit,
});

export const makeTeam = async (store: TestStore): Promise<Team> => {
  const team = fresh.team();
  await store.keep({ team });
  return team;
};
