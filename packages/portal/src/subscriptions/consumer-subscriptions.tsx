import { useInfiniteQuery } from "@tanstack/react-query";
import type { Consumer } from "../api/resources.ts";
import { texts } from "../texts/texts.ts";
import { EmptyState } from "../ui/empty-state.tsx";
import { ButtonLink } from "../ui/links.tsx";
import { ListView } from "../ui/list-view.tsx";
import { Section } from "../ui/section.tsx";
import { consumerSubscriptionsQuery } from "./subscription-queries.ts";
import { SubscriptionTable } from "./subscription-table.tsx";

const ConsumerSubscriptions = ({ consumer }: { consumer: Consumer }) => {
  const browse = (
    <ButtonLink to="/catalog" size="sm" variant="default">
      {texts.subscription.browse}
    </ButtonLink>
  );
  return (
    <ListView
      query={useInfiniteQuery(consumerSubscriptionsQuery(consumer.id))}
      empty={
        <EmptyState title={texts.subscription.none} lead={texts.subscription.noneLead} action={browse} />
      }
    >
      {(subscriptions) => (
        <Section
          title={texts.consumer.sections.subscriptions}
          lead={texts.subscription.lead}
          actions={browse}
        >
          <SubscriptionTable subscriptions={subscriptions} of="service" />
        </Section>
      )}
    </ListView>
  );
};

export default ConsumerSubscriptions;
