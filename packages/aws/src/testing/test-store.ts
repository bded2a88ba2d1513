import { afterAll, afterEach, beforeAll, beforeEach } from "vitest";
import { startTestStore, type TestStore } from "./store-for-tests.ts";

/** A store that the tests of one file share: it begins before the first and ends after the last. */
export const testStore = (): (() => TestStore) => storeBetween(beforeAll, afterAll);

/** A store of its own for each test of a file. */
export const storeOfEachTest = (): (() => TestStore) => storeBetween(beforeEach, afterEach);

const storeBetween = (
  before: typeof beforeAll | typeof beforeEach,
  after: typeof afterAll | typeof afterEach,
): (() => TestStore) => {
  let store: TestStore | undefined;
  before(async () => {
    store = await startTestStore();
  });
  after(() => store?.stop());
  return () => {
    if (!store) throw new Error("The store begins before the first test.");
    return store;
  };
};
