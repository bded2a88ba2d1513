import { Tabs } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import type { Subscription } from "../api/resources.ts";
import { DecisionCard } from "../decisions/decision-card.tsx";
import { decisionsQuery } from "../decisions/decision-queries.ts";
import classes from "../decisions/decisions.module.css";
import { useMe } from "../session/me-query.ts";
import { SubscriptionTable } from "../subscriptions/subscription-table.tsx";
import { askedOf } from "../subscriptions/waiting.ts";
import { texts } from "../texts/texts.ts";
import { EmptyState } from "../ui/empty-state.tsx";
import { Page } from "../ui/page.tsx";
import { QueryView } from "../ui/query-view.tsx";
import { useAddressChoice } from "../ui/use-address-choice.ts";

export const DecisionsPage = () => {
  const query = useQuery(decisionsQuery(useMe()));
  return (
    <Page title={texts.subscription.decisionsTitle} lead={texts.subscription.decisionsLead}>
      <QueryView query={query}>{({ subscriptions }) => <Decisions all={subscriptions} />}</QueryView>
    </Page>
  );
};

const TABS = ["waiting", "decided"] as const;

const Decisions = ({ all }: { all: readonly Subscription[] }) => {
  const waiting = all.filter((each) => askedOf(each) !== undefined);
  const decided = all.filter((each) => askedOf(each) === undefined);
  const [tab, choose] = useAddressChoice("tab", TABS, "waiting");
  return (
    <Tabs
      value={tab}
      onChange={(next) => choose(next === "decided" ? "decided" : "waiting")}
      keepMounted={false}
    >
      <Tabs.List mb="md">
        <Tabs.Tab value="waiting">
          {texts.subscription.waiting} ({waiting.length})
        </Tabs.Tab>
        <Tabs.Tab value="decided">{texts.subscription.decided}</Tabs.Tab>
      </Tabs.List>
      <Tabs.Panel value="waiting">
        {waiting.length === 0 ? (
          <EmptyState title={texts.subscription.noneWaiting} lead={texts.subscription.noneWaitingLead} />
        ) : (
          <ul className={classes["cards"]}>
            {waiting.map((each) => (
              <li key={`${each.id} ${each.application}`}>
                <DecisionCard subscription={each} />
              </li>
            ))}
          </ul>
        )}
      </Tabs.Panel>
      <Tabs.Panel value="decided">
        {decided.length === 0 ? (
          <EmptyState title={texts.subscription.noneDecided} lead={texts.subscription.noneWaitingLead} />
        ) : (
          <SubscriptionTable subscriptions={decided} of="consumer" />
        )}
      </Tabs.Panel>
    </Tabs>
  );
};
