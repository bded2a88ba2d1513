import type { TestStore } from "@latchkey/aws/testing/store-for-tests";
import { change, taken } from "@latchkey/core/testing/changes";

/** Counts one consumer of a team, as making it does. */
export const countConsumer = (store: TestStore, team: string) =>
  store.commit(
    change({
      write: "count",
      counter: { of: "team", slug: team, what: "consumers" },
      by: 1,
      otherwise: taken(),
    }),
  );
