import { Button, NativeSelect } from "@mantine/core";
import { useInfiniteQuery } from "@tanstack/react-query";
import { useState } from "react";
import type { Service } from "../api/resources.ts";
import { SubscriptionActions } from "../subscriptions/subscription-actions.tsx";
import { serviceSubscriptionsQuery } from "../subscriptions/subscription-queries.ts";
import { SubscriptionTable } from "../subscriptions/subscription-table.tsx";
import { texts } from "../texts/texts.ts";
import { EmptyState } from "../ui/empty-state.tsx";
import { QueryView } from "../ui/query-view.tsx";
import { Section } from "../ui/section.tsx";

const STATUSES = ["active", "pending", "suspended", "rejected", "expired", "cancelled", "revoked"] as const;

const Subscribers = ({ service }: { service: Service }) => {
  const [status, setStatus] = useState<(typeof STATUSES)[number]>();
  const query = useInfiniteQuery(serviceSubscriptionsQuery(service.slug, status));
  return (
    <Section title={texts.service.subscribers}>
      <NativeSelect
        label={texts.service.statusFilter}
        data={[
          { value: "", label: texts.service.all },
          ...STATUSES.map((value) => ({ value, label: texts.subscription.status[value] })),
        ]}
        value={status ?? ""}
        onChange={(event) => setStatus(STATUSES.find((each) => each === event.currentTarget.value))}
        maw={240}
        mb="md"
      />
      <QueryView query={query}>
        {(subscriptions) =>
          subscriptions.length === 0 ? (
            <EmptyState title={texts.service.noSubscribers}>{texts.service.noSubscribersLead}</EmptyState>
          ) : (
            <SubscriptionTable
              subscriptions={subscriptions}
              of="consumer"
              actions={(each) => <SubscriptionActions subscription={each} asConsumer={false} asProvider />}
            />
          )
        }
      </QueryView>
      {query.hasNextPage ? (
        <Button variant="default" mt="md" onClick={() => query.fetchNextPage()}>
          {texts.ui.more}
        </Button>
      ) : null}
    </Section>
  );
};

export default Subscribers;
