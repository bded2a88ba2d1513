import { afterAll, afterEach, beforeAll, beforeEach } from "vitest";
import type { DynamoClient } from "../dynamo/dynamo-client.ts";
import { startTestStore, type TestStore } from "./store-for-tests.ts";

type ClientOf = (endpoint: string) => DynamoClient;

/** A store that the tests of one file share: it begins before the first and ends after the last. */
export const testStore = (clientOf?: ClientOf): (() => TestStore) =>
  storeBetween(beforeAll, afterAll, clientOf);

/** A store of its own for each test of a file. */
export const storeOfEachTest = (clientOf?: ClientOf): (() => TestStore) =>
  storeBetween(beforeEach, afterEach, clientOf);

const storeBetween = (
  before: typeof beforeAll | typeof beforeEach,
  after: typeof afterAll | typeof afterEach,
  clientOf?: ClientOf,
): (() => TestStore) => {
  let store: TestStore | undefined;
  before(async () => {
    store = await startTestStore(clientOf);
  });
  after(() => store?.stop());
  return () => {
    if (!store) throw new Error("The store begins before the first test.");
    return store;
  };
};
