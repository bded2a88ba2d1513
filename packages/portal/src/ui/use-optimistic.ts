import { type QueryKey, useQueryClient } from "@tanstack/react-query";
import { asProblem } from "../api/problem.ts";
import { notify } from "./notices.ts";

interface Change<T> {
  /** What will be known once it is done. */
  expect: (known: T) => T | undefined;
  send: () => Promise<unknown>;
  done?: string;
}

/**
 * Shows a change before the server has answered, and takes it back when the server says no: then its problem's
 * `detail` is shown. What is true is asked for afterwards in either case. Answers whether it was done.
 *
 * @param queryKey the beginning of the keys of all that is changed: a list in each of its orders
 */
export const useOptimistic = <T>(queryKey: QueryKey) => {
  const client = useQueryClient();
  return async ({ expect, send, done }: Change<T>): Promise<boolean> => {
    await client.cancelQueries({ queryKey });
    const before = client.getQueriesData<T>({ queryKey });
    client.setQueriesData<T>({ queryKey }, (known) => (known === undefined ? known : expect(known)));
    try {
      await send();
      if (done !== undefined) notify("good", done);
      return true;
    } catch (error) {
      for (const [key, known] of before) client.setQueryData(key, known);
      notify("bad", asProblem(error).message);
      return false;
    } finally {
      void client.invalidateQueries({ queryKey });
    }
  };
};
