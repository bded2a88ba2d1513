import { useQuery } from "@tanstack/react-query";
import { useMatch } from "@tanstack/react-router";
import { useMe } from "../session/me-query.ts";
import { sidesOf } from "../subscriptions/sides.ts";
import { subscriptionQuery } from "../subscriptions/subscription-queries.ts";

/** Under which item of the menu the subscription lies whose page is open; nothing on every other page. */
export const useSubscriptionSide = (): "consumers" | "services" | undefined => {
  const me = useMe();
  const match = useMatch({ from: "/subscriptions/$subscription", shouldThrow: false });
  // The page asks; this only looks at what has come.
  const { data } = useQuery({ ...subscriptionQuery(match?.params.subscription ?? ""), enabled: false });
  if (!match || !data) return undefined;
  return sidesOf(me, data).consumer ? "consumers" : "services";
};
