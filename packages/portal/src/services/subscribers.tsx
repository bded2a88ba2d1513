import { Button, NativeSelect } from "@mantine/core";
import { useInfiniteQuery } from "@tanstack/react-query";
import { useState } from "react";
import type { Service, Subscription } from "../api/resources.ts";
import { PLATFORM_SERVICE } from "../catalog/platform-service.ts";
import { SubscriptionActions } from "../subscriptions/subscription-actions.tsx";
import { serviceSubscriptionsQuery } from "../subscriptions/subscription-queries.ts";
import { SubscriptionTable } from "../subscriptions/subscription-table.tsx";
import { texts } from "../texts/texts.ts";
import { EmptyState } from "../ui/empty-state.tsx";
import { ListView } from "../ui/list-view.tsx";
import { Section } from "../ui/section.tsx";
import { useAddressChoice } from "../ui/use-address-choice.ts";
import { AddSubscriberDialog } from "./add-subscriber-dialog.tsx";
import { AnnounceButton } from "./announce-button.tsx";

const STATUSES = ["active", "pending", "suspended", "rejected", "expired", "cancelled", "revoked"] as const;

const CHOICES = ["all", ...STATUSES] as const;

type Status = (typeof STATUSES)[number];

interface SubscribersProps {
  service: Service;
  canChange: boolean;
}

const Subscribers = ({ service, canChange }: SubscribersProps) => {
  const [chosen, choose] = useAddressChoice("status", CHOICES, "all");
  const status = STATUSES.find((each) => each === chosen);
  const [adding, setAdding] = useState(false);
  return (
    <Section
      title={texts.service.subscribers}
      actions={
        canChange ? (
          <>
            {service.slug === PLATFORM_SERVICE ? null : <AnnounceButton service={service} />}
            <Button onClick={() => setAdding(true)}>{texts.service.addSubscriber}</Button>
          </>
        ) : null
      }
    >
      <NativeSelect
        label={texts.ui.status}
        data={CHOICES.map((value) => ({
          value,
          label: value === "all" ? texts.service.all : texts.subscription.status[value],
        }))}
        value={chosen}
        onChange={(event) => choose(CHOICES.find((each) => each === event.currentTarget.value) ?? "all")}
        maw={240}
        mb="md"
      />
      <ListView
        query={useInfiniteQuery(serviceSubscriptionsQuery(service.slug, status))}
        empty={<Nobody status={status} />}
      >
        {(subscriptions) => (
          <SubscriptionTable
            subscriptions={subscriptions}
            of="consumer"
            {...(canChange ? { actions } : {})}
          />
        )}
      </ListView>
      <AddSubscriberDialog service={service} opened={adding} onClose={() => setAdding(false)} />
    </Section>
  );
};

const actions = (subscription: Subscription) => <SubscriptionActions subscription={subscription} />;

const Nobody = ({ status }: { status: Status | undefined }) =>
  status === undefined ? (
    <EmptyState title={texts.service.noSubscribers} lead={texts.service.noSubscribersLead} />
  ) : (
    <EmptyState title={texts.service.noneWithStatus} lead={texts.service.noneWithStatusLead} />
  );

export default Subscribers;
