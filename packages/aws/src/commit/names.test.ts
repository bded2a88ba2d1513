import type { PlatformWrite } from "@latchkey/core/platform/records";
import { change, create } from "@latchkey/core/testing/changes";
import { fresh } from "@latchkey/core/testing/fresh-records";
import { describe, expect, it } from "vitest";
import { suspendedTeamsKey, teamKey } from "../dynamo/keys.ts";
import { testClient } from "../testing/dynamodb-for-tests.ts";
import { testStore } from "../testing/test-store.ts";
import { countConsumers, makeTeam } from "./commit.fixture.ts";

const store = testStore(testClient);

describe("A hundred racing creates of one name", () => {
  it("let exactly one win, and tell the others that it is taken", async () => {
    const teams = Array.from({ length: 100 }, () => fresh.team({ slug: "contested" }));
    const outcomes = await Promise.allSettled(teams.map((team) => store().keep({ team })));
    const won = outcomes.filter((outcome) => outcome.status === "fulfilled");
    expect(won).toHaveLength(1);
    for (const outcome of outcomes)
      if (outcome.status === "rejected") expect(outcome.reason).toMatchObject({ code: "name-taken" });
    const winner = outcomes.findIndex((outcome) => outcome.status === "fulfilled");
    expect((await store().stores.team("contested"))?.id).toBe(teams[winner]?.id);
  });

  it("let exactly one win a consumer's name in its team, and count only that one", async () => {
    const team = await makeTeam(store());
    const outcomes = await Promise.allSettled(
      Array.from({ length: 100 }, () => {
        const consumer = fresh.consumer(team.slug, { name: "robot" });
        return store().commit(
          change(
            {
              write: "claim",
              name: { kind: "consumer-name", team: team.slug, name: "robot" },
              holder: consumer.id,
            },
            countConsumers(team.slug, 1),
            create({ kind: "consumer", value: consumer }),
          ),
        );
      }),
    );
    expect(outcomes.filter((outcome) => outcome.status === "fulfilled")).toHaveLength(1);
    expect(await store().item(teamKey(team.slug))).toMatchObject({ consumers: 1 });
    expect((await store().stores.consumersOf(team.slug, { limit: 10 })).items).toHaveLength(1);
  });
});

describe("A claimed name", () => {
  const claim = (value: string): PlatformWrite => ({
    write: "claim",
    name: { kind: "user-name", value },
    holder: "con_1/crd_1",
  });

  it("is held once until it is released", async () => {
    await store().commit(change(claim("pointer")));
    await expect(store().commit(change(claim("pointer")))).rejects.toMatchObject({
      code: "credential-taken",
    });
    await store().commit(change({ write: "release", name: { kind: "user-name", value: "pointer" } }));
    await store().commit(change(claim("pointer")));
  });

  it("may be far longer than a key of DynamoDB", async () => {
    const long = "x".repeat(10_000);
    await store().commit(change(claim(long)));
    await expect(store().commit(change(claim(long)))).rejects.toMatchObject({ code: "credential-taken" });
  });
});

describe("Suspended teams", () => {
  it("are a set that each change adds to or takes from", async () => {
    const suspend = (team: string, suspended: boolean) =>
      store().commit(change({ write: "suspend-team", team, suspended }));
    await suspend("one", true);
    await suspend("two", true);
    await suspend("two", true);
    await suspend("one", false);
    expect(await store().item(suspendedTeamsKey)).toMatchObject({ teams: new Set(["two"]) });
  });
});
