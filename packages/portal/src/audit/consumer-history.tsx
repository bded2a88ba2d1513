import { Text } from "@mantine/core";
import { useInfiniteQuery, useQuery } from "@tanstack/react-query";
import { useHasPath } from "../api/features.ts";
import type { Consumer } from "../api/resources.ts";
import { credentialsQuery } from "../credentials/credential-queries.ts";
import { isOwner, useMe } from "../session/me-query.ts";
import { HistoryList } from "../subscriptions/history-list.tsx";
import { consumerSubscriptionsQuery } from "../subscriptions/subscription-queries.ts";
import { texts } from "../texts/texts.ts";
import { EmptyState } from "../ui/empty-state.tsx";
import { ListView } from "../ui/list-view.tsx";
import { QueryView } from "../ui/query-view.tsx";
import { Section } from "../ui/section.tsx";
import { daysAgo, entriesAbout } from "./audit-export.ts";
import { auditQuery } from "./audit-queries.ts";
import { AuditTable } from "./audit-table.tsx";

const DAYS = 90;

interface OfConsumer {
  consumer: Consumer;
}

/** The part that the person may see: the audit is for owners. */
const ConsumerHistory = ({ consumer }: OfConsumer) => {
  const owns = isOwner(useMe(), consumer.team);
  const hasAudit = useHasPath("/v1/audit");
  return owns && hasAudit ? <Audited consumer={consumer} /> : <Subscribed consumer={consumer} />;
};

/** What became of its subscriptions. */
const Subscribed = ({ consumer }: OfConsumer) => (
  <ListView
    query={useInfiniteQuery(consumerSubscriptionsQuery(consumer.id))}
    empty={<EmptyState title={texts.subscription.none} lead={texts.subscription.noneLead} />}
  >
    {(subscriptions) => (
      <>
        <Text size="sm" c="dimmed" mb="md">
          {texts.audit.ownersSeeMore}
        </Text>
        {subscriptions.map(({ id, service, history }) => (
          <Section key={id} title={service}>
            <HistoryList entries={history} />
          </Section>
        ))}
      </>
    )}
  </ListView>
);

/** What the team's audit says of one consumer, its credentials and its subscriptions. */
const Audited = ({ consumer }: OfConsumer) => {
  const query = useQuery(auditQuery(consumer.team, { from: daysAgo(DAYS, Date.now()), to: "" }));
  const credentials = useInfiniteQuery(credentialsQuery(consumer.id)).data ?? [];
  const subscriptions = useInfiniteQuery(consumerSubscriptionsQuery(consumer.id)).data ?? [];
  const known = [...credentials, ...subscriptions].map(({ id }) => id);
  return (
    <QueryView query={query}>
      {({ entries }) => {
        const found = entriesAbout(entries, consumer.id, known);
        return found.length === 0 ? (
          <EmptyState title={texts.audit.none} lead={texts.audit.noneLead} />
        ) : (
          <Section title={texts.consumer.sections.history} lead={texts.audit.historyLead(DAYS)}>
            <AuditTable entries={found} />
          </Section>
        );
      }}
    </QueryView>
  );
};

export default ConsumerHistory;
