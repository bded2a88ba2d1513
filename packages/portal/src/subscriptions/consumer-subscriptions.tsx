import { useInfiniteQuery } from "@tanstack/react-query";
import type { Consumer } from "../api/resources.ts";
import { texts } from "../texts/texts.ts";
import { EmptyState } from "../ui/empty-state.tsx";
import { ButtonLink } from "../ui/links.tsx";
import { QueryView } from "../ui/query-view.tsx";
import { Section } from "../ui/section.tsx";
import { consumerSubscriptionsQuery } from "./subscription-queries.ts";
import { SubscriptionTable } from "./subscription-table.tsx";

const ConsumerSubscriptions = ({ consumer }: { consumer: Consumer }) => {
  const query = useInfiniteQuery(consumerSubscriptionsQuery(consumer.id));
  const browse = (
    <ButtonLink to="/catalog" size="sm" variant="default">
      {texts.subscription.browse}
    </ButtonLink>
  );
  return (
    <QueryView query={query}>
      {(subscriptions) =>
        subscriptions.length === 0 ? (
          <EmptyState title={texts.subscription.none} action={browse}>
            {texts.subscription.noneLead}
          </EmptyState>
        ) : (
          <Section
            title={texts.consumer.sections.subscriptions}
            lead={texts.subscription.lead}
            actions={browse}
          >
            <SubscriptionTable subscriptions={subscriptions} of="service" />
          </Section>
        )
      }
    </QueryView>
  );
};

export default ConsumerSubscriptions;
