import { ReceiptExists } from "@latchkey/core/store/receipt";
import { change, create } from "@latchkey/core/testing/changes";
import { fresh } from "@latchkey/core/testing/fresh-records";
import { NOW } from "@latchkey/core/testing/records";
import { describe, expect, it } from "vitest";
import { receiptKey } from "../dynamo/keys.ts";
import { testClient } from "../testing/dynamodb-for-tests.ts";
import { testStore } from "../testing/test-store.ts";
import { readReceipt } from "./receipt-table.ts";

const DAY = 86_400_000;

const store = testStore(testClient);

const claim = (keyHash: string) => ({ keyHash, fingerprint: "f1", expiresAt: NOW + DAY });
const makeTeam = () => create({ kind: "team", value: fresh.team() });

describe("A receipt", () => {
  it("lets one of a hundred racing requests with the same key be carried out", async () => {
    const slugs = Array.from({ length: 100 }, () => fresh.team());
    const outcomes = await Promise.allSettled(
      slugs.map((value) =>
        store().commitWith({ receipt: claim("race") })(change(create({ kind: "team", value }))),
      ),
    );
    expect(outcomes.filter((outcome) => outcome.status === "fulfilled")).toHaveLength(1);
    for (const outcome of outcomes)
      if (outcome.status === "rejected") expect(outcome.reason).toBeInstanceOf(ReceiptExists);
    expect((await store().stores.teams({ limit: 200 })).items).toHaveLength(1);
  });

  it("that exists is told before anything that the change itself is refused for", async () => {
    const team = fresh.team();
    const commit = store().commitWith({ receipt: claim("first") });
    await commit(change(create({ kind: "team", value: team })));
    await expect(commit(change(create({ kind: "team", value: team })))).rejects.toBeInstanceOf(ReceiptExists);
  });

  it("is not left behind by a change that was refused", async () => {
    const team = fresh.team();
    await store().keep({ team });
    const commit = store().commitWith({ receipt: claim("refused") });
    await expect(commit(change(create({ kind: "team", value: team })))).rejects.toMatchObject({
      code: "name-taken",
    });
    expect(await readReceipt(store(), "refused", NOW)).toBeUndefined();
  });

  it("names what was made, until its time is over, whether or not DynamoDB has removed it", async () => {
    const result = { kind: "team" as const, keys: { team: "made" } };
    await store().commitWith({ receipt: claim("named") })({ ...change(makeTeam()), result });
    expect(await readReceipt(store(), "named", NOW + DAY - 1)).toEqual({
      keyHash: "named",
      fingerprint: "f1",
      result,
    });
    expect(await readReceipt(store(), "named", NOW + DAY)).toBeUndefined();
    expect(await store().item(receiptKey("named"))).toMatchObject({ ttl: (NOW + DAY) / 1000 });
    const soon = store().commitWith({ receipt: claim("named"), now: NOW + DAY - 1000 });
    await expect(soon(change(makeTeam()))).rejects.toBeInstanceOf(ReceiptExists);
    await store().commitWith({ receipt: claim("named"), now: NOW + DAY })(change(makeTeam()));
  });
});
