import { changeCredential } from "@latchkey/core/credential/change-credential";
import { Raced } from "@latchkey/core/outage";
import { nextRevision } from "@latchkey/core/resource";
import { change, replace } from "@latchkey/core/testing/changes";
import { fresh } from "@latchkey/core/testing/fresh-records";
import { aCredential, NOW, timeAt } from "@latchkey/core/testing/records";
import { describe, expect, it } from "vitest";
import { testClient } from "../testing/dynamodb-for-tests.ts";
import { testStore } from "../testing/test-store.ts";
import { workOn } from "../testing/work-for-tests.ts";
import { makeTeam } from "./commit.fixture.ts";

const store = testStore(testClient);
const DAY = 86_400_000;

describe("a change that expects a revision", () => {
  it("of a team happens with that one alone", async () => {
    const team = await makeTeam(store());
    const expected = (revision: number) =>
      store().commit(change({ write: "expect-team", slug: team.slug, revision }));
    await expected(1);
    await expect(expected(2)).rejects.toBeInstanceOf(Raced);
    await store().commit(change(replace({ kind: "team", value: nextRevision(team, {}, timeAt(NOW)) })));
    await expect(expected(1)).rejects.toBeInstanceOf(Raced);
  });
});

it("a credential's end that is moved while its team sets a rule is decided again, within the rule", async () => {
  const team = await makeTeam(store());
  const consumer = fresh.consumer(team.slug);
  const credential = aCredential({ consumerId: consumer.id, createdAt: timeAt(NOW) });
  await store().keep({ consumer, credential });
  const work = workOn(store());
  const setRule = () =>
    store().commit(
      change(replace({ kind: "team", value: nextRevision(team, { maxCredentialDays: 30 }, timeAt(NOW)) })),
    );
  const expiresAt = timeAt(NOW + 365 * DAY);
  let isSet = false;
  const commit: typeof work.commit = async (decided) => {
    if (!isSet) await setRule();
    isSet = true;
    await work.commit(decided);
  };
  const move = () => changeCredential({ ...work, commit }, credential, { expiresAt });
  await expect(move()).rejects.toBeInstanceOf(Raced);
  expect((await move()).expiresAt).toBe(timeAt(NOW + 30 * DAY));
});
