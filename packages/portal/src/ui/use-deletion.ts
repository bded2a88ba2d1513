import { type QueryKey, useQueryClient } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { notify } from "./notices.ts";

export interface Deletion {
  send: () => Promise<unknown>;
  /** The list that it was in. */
  list: "/consumers" | "/services" | "/teams";
  /** What the cache holds of it. */
  queryKey: QueryKey;
  /** What is asked for again. */
  stale: readonly QueryKey[];
}

/** Deletes what a page shows, and leaves the page for the list: there is nothing to show any more. */
export const useDeletion = () => {
  const client = useQueryClient();
  const navigate = useNavigate();
  return async ({ send, list, queryKey, stale }: Deletion, done: string): Promise<void> => {
    await send();
    notify("good", done);
    // What was typed and not saved is gone with it.
    await navigate({ to: list, ignoreBlocker: true });
    client.removeQueries({ queryKey });
    for (const each of stale) await client.invalidateQueries({ queryKey: each });
  };
};
