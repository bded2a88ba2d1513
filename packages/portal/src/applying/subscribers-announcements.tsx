import { useInfiniteQuery } from "@tanstack/react-query";
import { Announcements } from "../catalog/announcements.tsx";
import { useMe } from "../session/me-query.ts";
import { mySubscriptionsQuery } from "../subscriptions/subscription-queries.ts";

interface SubscribersAnnouncementsProps {
  service: string;
  /** Of the service. */
  team: string;
}

/** What was announced, where the person's teams use the service or provide it: others are not told whether there is anything. */
export const SubscribersAnnouncements = ({ service, team }: SubscribersAnnouncementsProps) => {
  const isOwn = useMe()?.teams.some((each) => each.team === team) ?? false;
  const subscriptions = useInfiniteQuery(mySubscriptionsQuery({ q: service })).data ?? [];
  const isSubscriber = subscriptions.some(
    (each) => each.service === service && (each.status === "active" || each.status === "suspended"),
  );
  return isOwn || isSubscriber ? <Announcements service={service} /> : null;
};
