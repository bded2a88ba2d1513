import { useQueryClient } from "@tanstack/react-query";
import { useEffect, useSyncExternalStore } from "react";
import { asProblem } from "../api/problem.ts";
import { actOnSubscription } from "../subscriptions/subscription-queries.ts";
import { createDecisionQueue } from "./decision-queue.ts";

/** One for the page as it is open in this window: a decision outlives the component that made it. */
const queue = createDecisionQueue({
  send: async ({ subscription, decision, reason }) => {
    await actOnSubscription(subscription.id, decision, reason === "" ? {} : { reason });
  },
  now: Date.now,
  after: (milliseconds, run) => {
    const timer = setTimeout(run, milliseconds);
    return () => clearTimeout(timer);
  },
  explain: (error) => asProblem(error).message,
});

/** The decisions that were made on this page. Leaving it, by a link or by closing the window, sends what waits. */
export const useDecisions = () => {
  const client = useQueryClient();
  const decided = useSyncExternalStore(queue.subscribe, queue.current);
  const ended = decided.filter(({ state }) => state === "sent" || state === "failed").length;
  useEffect(() => {
    if (ended > 0) void client.invalidateQueries({ queryKey: ["subscriptions"] });
  }, [client, ended]);
  useEffect(() => {
    window.addEventListener("pagehide", queue.sendNow);
    return () => {
      window.removeEventListener("pagehide", queue.sendNow);
      queue.sendNow();
      queue.clear();
    };
  }, []);
  return { decided, queue };
};
