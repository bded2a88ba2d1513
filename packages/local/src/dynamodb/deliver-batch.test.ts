import type { DynamoDBRecord } from "aws-lambda";
import { describe, expect, it } from "vitest";
import { deliverBatch, type FailedBatch } from "./deliver-batch.ts";

const record = (n: number): DynamoDBRecord => ({ dynamodb: { SequenceNumber: `${n}` } });
const records = (count: number) => Array.from({ length: count }, (_, n) => record(n + 1));
const numbers = (batch: readonly DynamoDBRecord[]) =>
  batch.map((each) => Number(each.dynamodb?.SequenceNumber));

/** Delivers `count` records and tells what happened. `answer` gets the batch and how often it was called. */
const deliver = async (
  count: number,
  answer: (batch: number[], call: number) => unknown,
  settings: { maximumRetryAttempts?: number; bisectBatchOnFunctionError?: boolean } = {},
) => {
  const calls: number[][] = [];
  const progress: number[] = [];
  const given: FailedBatch[] = [];
  await deliverBatch(records(count), {
    maximumRetryAttempts: 2,
    bisectBatchOnFunctionError: true,
    ...settings,
    invoke: async (batch) => {
      calls.push(numbers(batch));
      return answer(numbers(batch), calls.length);
    },
    onProgress: async (last) => void progress.push(...numbers([last])),
    onFailure: async (failed) => void given.push(failed),
    backOff: async () => {},
  });
  return { calls, progress, given: given.map((failed) => ({ ...failed, records: numbers(failed.records) })) };
};

const fail = (...identifiers: (number | string)[]) => ({
  batchItemFailures: identifiers.map((identifier) => ({ itemIdentifier: `${identifier}` })),
});
const explode = () => {
  throw new Error("broken");
};

describe("a batch whose function succeeds", () => {
  it.each([
    ["nothing", undefined],
    ["null", null],
    ["no failures", fail()],
    ["another JSON", { ok: true }],
  ])("is delivered once when the function answers %s", async (_name, answer) => {
    const { calls, progress } = await deliver(3, () => answer);
    expect({ calls, progress }).toEqual({ calls: [[1, 2, 3]], progress: [3] });
  });
});

describe("a batch of which records fail", () => {
  it("goes on from the lowest failed sequence number, in order", async () => {
    const { calls, progress } = await deliver(5, (_batch, call) => (call === 1 ? fail(5, 3) : undefined));
    expect(calls).toEqual([[1, 2, 3, 4, 5], [3], [4, 5]]);
    expect(progress).toEqual([2, 3, 5]);
  });

  it("is tried again as a whole when the identifier is in no record", async () => {
    const { calls } = await deliver(2, (_batch, call) => (call === 1 ? fail("") : undefined), {
      bisectBatchOnFunctionError: false,
    });
    expect(calls).toEqual([
      [1, 2],
      [1, 2],
    ]);
  });

  it("gives up only the record that always fails, after the retries, and says why", async () => {
    const { progress, given } = await deliver(4, (batch) => (batch.includes(3) ? fail(3) : undefined));
    expect(given).toEqual([{ records: [3], attempts: 3, error: expect.any(Error) }]);
    expect(progress).toEqual([2, 3, 4]);
  });
});

describe("a batch whose function throws", () => {
  it("is halved until the record that causes it is alone", async () => {
    const { calls, given } = await deliver(4, (batch) => (batch.includes(2) ? explode() : undefined));
    expect(calls).toEqual([[1, 2, 3, 4], [1, 2], [1], [2], [2], [2], [3, 4]]);
    expect(given).toEqual([{ records: [2], attempts: 3, error: new Error("broken") }]);
  });

  it("is not halved without bisectBatchOnFunctionError", async () => {
    const { calls, given } = await deliver(2, explode, { bisectBatchOnFunctionError: false });
    expect(calls).toEqual([
      [1, 2],
      [1, 2],
      [1, 2],
    ]);
    expect(given).toMatchObject([{ records: [1, 2], attempts: 3 }]);
  });
});
