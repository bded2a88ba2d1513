import { useInfiniteQuery, useQuery } from "@tanstack/react-query";
import type { Consumer } from "../api/resources.ts";
import { credentialsQuery } from "../credentials/credential-queries.ts";
import { consumerSubscriptionsQuery } from "../subscriptions/subscription-queries.ts";
import { texts } from "../texts/texts.ts";
import { EmptyState } from "../ui/empty-state.tsx";
import { QueryView } from "../ui/query-view.tsx";
import { Section } from "../ui/section.tsx";
import { daysAgo, entriesAbout } from "./audit-export.ts";
import { auditQuery } from "./audit-queries.ts";
import { AuditTable } from "./audit-table.tsx";

const DAYS = 90;

/** What the team's audit says of one consumer, its credentials and its subscriptions. */
const ConsumerHistory = ({ consumer }: { consumer: Consumer }) => {
  const query = useQuery(auditQuery(consumer.team, { from: daysAgo(DAYS, Date.now()), to: "" }));
  const credentials = useInfiniteQuery(credentialsQuery(consumer.id)).data ?? [];
  const subscriptions = useInfiniteQuery(consumerSubscriptionsQuery(consumer.id)).data ?? [];
  const known = [...credentials, ...subscriptions].map(({ id }) => id);
  return (
    <QueryView query={query}>
      {({ entries }) => {
        const found = entriesAbout(entries, consumer.id, known);
        return found.length === 0 ? (
          <EmptyState title={texts.audit.none}>{texts.audit.noneLead}</EmptyState>
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
