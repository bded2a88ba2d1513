import { useQuery } from "@tanstack/react-query";
import { waitingQuery } from "../decisions/decision-queries.ts";
import { useMe } from "../session/me-query.ts";
import { texts } from "../texts/texts.ts";
import classes from "./navigation.module.css";

const POLL_MS = 30_000;

/** How many applications wait for this person; nothing while none does. */
export const WaitingCount = () => {
  const waiting = useQuery({ ...waitingQuery(useMe()), refetchInterval: POLL_MS }).data;
  if (waiting === undefined || waiting.items.length === 0) return null;
  const { items, more } = waiting;
  return (
    <span className={classes["count"]}>
      <span aria-hidden>
        {items.length}
        {more ? "+" : ""}
      </span>
      <span className="visually-hidden">{texts.subscription.waitForYou(items.length, more)}</span>
    </span>
  );
};
