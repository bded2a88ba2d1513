import type { PlatformChange } from "@latchkey/core/platform/records";
import { Refusal } from "@latchkey/core/refusal";
import { countLiving } from "@latchkey/core/subscription/count-living";
import { change, create, replace } from "@latchkey/core/testing/changes";
import { fresh } from "@latchkey/core/testing/fresh-records";
import type { Records } from "@latchkey/core/testing/kept-records";
import { memoryCommit } from "@latchkey/core/testing/memory-commit";
import { memoryTables } from "@latchkey/core/testing/memory-tables";
import { outcomeOf } from "@latchkey/core/testing/outcome";
import { NOW } from "@latchkey/core/testing/records";
import { expect, it } from "vitest";
import { testStore } from "../testing/test-store.ts";

/*
 * The rules of core are tested on a platform in memory: what it lets happen, and how it refuses, is compared with the table.
 */

const store = testStore();
const full = new Refusal("limit-reached", "full");
const left = new Refusal("not-empty", "something is left");

interface Story {
  kept: Records;
  changes: PlatformChange[];
  outcomes: string[];
}

const stories: Record<string, () => Story> = {
  "a record that is there is not made again": () => {
    const team = fresh.team();
    const again = change(create({ kind: "team", value: { ...team, id: "tea_other" } }));
    return { kept: { team }, changes: [again], outcomes: ["name-taken"] };
  },
  "a revision is replaced once": () => {
    const team = fresh.team();
    const next = change(replace({ kind: "team", value: { ...team, revision: 2 } }));
    return { kept: { team }, changes: [next, next], outcomes: ["done", "raced"] };
  },
  "what is not there is not replaced": () => {
    const value = { ...fresh.team(), revision: 2 };
    return { kept: {}, changes: [change(replace({ kind: "team", value }))], outcomes: ["raced"] };
  },
  "a revision is erased once, and not another one": () => {
    const value = fresh.member(fresh.team().slug, "eve@x.test");
    const erase = (revision: number) =>
      change({ write: "erase", record: { kind: "member", value: { ...value, revision } }, tombstone: false });
    return {
      kept: { member: value },
      changes: [erase(2), erase(1), erase(1)],
      outcomes: ["raced", "done", "raced"],
    };
  },
  "what is counted keeps a record from being erased": () => {
    const value = fresh.consumer("acme");
    const count = (by: 1 | -1) =>
      change({
        write: "count",
        counter: { of: "consumer", id: value.id, what: "credentials" },
        by,
        otherwise: full,
      });
    const erase = change({
      write: "erase",
      record: { kind: "consumer", value },
      tombstone: false,
      empty: { otherwise: left },
    });
    return {
      kept: { consumer: value },
      changes: [count(1), erase, count(-1), erase],
      outcomes: ["done", "not-empty", "done", "done"],
    };
  },
  "a count has its bound": () => {
    const value = fresh.consumer("acme");
    const counter = { of: "consumer", id: value.id, what: "credentials" } as const;
    const one = change({ write: "count", counter, by: 1, most: 1, otherwise: full });
    return { kept: { consumer: value }, changes: [one, one], outcomes: ["done", "limit-reached"] };
  },
  "an allowance is used up": () => {
    const spend = (amount: number) =>
      change({
        write: "spend",
        spend: {
          of: `mails/of/${fresh.team().slug.slice(0, 3)}-${NOW}`,
          window: { start: NOW, seconds: 60 },
          amount,
          most: 3,
        },
        otherwise: full,
      });
    return { kept: {}, changes: [spend(2), spend(2), spend(1)], outcomes: ["done", "limit-reached", "done"] };
  },
  "a name is claimed once, and once more when it is released": () => {
    const name = { kind: "imported-key", value: `key#p1#${fresh.team().id}` } as const;
    const claim = change({ write: "claim", name, holder: "con_1/crd_1" });
    const release = change({ write: "release", name });
    return {
      kept: {},
      changes: [claim, claim, release, claim],
      outcomes: ["done", "credential-taken", "done", "done"],
    };
  },
  "a change expects what it read": () => {
    const [team, service] = [fresh.team(), fresh.service("acme")];
    const consumer = fresh.consumer("acme");
    const expected = (revision: number) => [
      change({ write: "expect-team", slug: team.slug, revision }),
      change({ write: "expect-service", slug: service.slug, revision }),
      change({ write: "expect-consumer", id: consumer.id, revision }),
    ];
    return {
      kept: { team, service, consumer },
      changes: [...expected(1), ...expected(2)],
      outcomes: ["done", "done", "done", "raced", "raced", "raced"],
    };
  },
  "a consumer has one living subscription to a service": () => {
    const [consumer, service] = [fresh.consumer("acme"), fresh.service("globex")];
    const apply = () => {
      const value = fresh.subscription(consumer, service);
      return change(create({ kind: "subscription", value }), ...countLiving(value, 1));
    };
    return { kept: { consumer, service }, changes: [apply(), apply()], outcomes: ["done", "name-taken"] };
  },
  "of a change nothing happens where one of its conditions fails": () => {
    const [one, other] = [fresh.team(), fresh.team()];
    const both = change(create({ kind: "team", value: one }), create({ kind: "team", value: other }));
    const alone = change(create({ kind: "team", value: one }));
    return { kept: { team: other }, changes: [both, alone], outcomes: ["name-taken", "done"] };
  },
};

it.each(Object.entries(stories))("%s, in memory as in the table", async (_name, tell) => {
  const { kept, changes, outcomes } = tell();
  const { commit, keep } = memoryCommit(memoryTables());
  for (const [kind, values] of Object.entries(kept))
    for (const value of [values].flat()) keep({ kind, value } as Parameters<typeof keep>[0]);
  await store().keep(kept);
  const inMemory: string[] = [];
  const inTable: string[] = [];
  for (const each of changes) {
    inMemory.push(await outcomeOf(() => commit(each)));
    inTable.push(await outcomeOf(() => store().commit(each)));
  }
  expect(inTable).toEqual(outcomes);
  expect(inMemory).toEqual(outcomes);
});
