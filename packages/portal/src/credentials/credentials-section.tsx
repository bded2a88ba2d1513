import { Button, Text } from "@mantine/core";
import { useInfiniteQuery } from "@tanstack/react-query";
import { useState } from "react";
import type { Consumer, Credential } from "../api/resources.ts";
import { texts } from "../texts/texts.ts";
import { type Column, DataTable } from "../ui/data-table.tsx";
import { EmptyState } from "../ui/empty-state.tsx";
import { ListView } from "../ui/list-view.tsx";
import { Moment } from "../ui/moment.tsx";
import { Section } from "../ui/section.tsx";
import { StatusBadge } from "../ui/status-badge.tsx";
import { CredentialActions } from "./credential-actions.tsx";
import { credentialsQuery } from "./credential-queries.ts";
import { expiryState } from "./expiry-state.ts";
import { IssueDialog } from "./issue-dialog.tsx";
import { OverlapTimeline } from "./overlap-timeline.tsx";

const CredentialsSection = ({ consumer }: { consumer: Consumer }) => {
  const [issuing, setIssuing] = useState(false);
  const issue = <Button onClick={() => setIssuing(true)}>{texts.credential.new}</Button>;
  return (
    <>
      <ListView
        query={useInfiniteQuery(credentialsQuery(consumer.id))}
        empty={<EmptyState title={texts.credential.none} lead={texts.credential.noneLead} action={issue} />}
      >
        {(credentials) => (
          <Section title={texts.consumer.sections.credentials} lead={texts.credential.lead} actions={issue}>
            <DataTable items={credentials} keyOf={({ id }) => id} columns={COLUMNS} />
          </Section>
        )}
      </ListView>
      <IssueDialog consumer={consumer} opened={issuing} onClose={() => setIssuing(false)} />
    </>
  );
};

const Named = ({ credential }: { credential: Credential }) => {
  const { name, type, hint, updatedAt, previousValidUntil: overlap } = credential;
  const now = Date.now();
  return (
    <>
      <Text size="sm" fw={600}>
        {name}
      </Text>
      <Text size="xs" c="dimmed">
        {texts.credential.types[type]}
        {hint ? ` · ${texts.credential.hints[type]} ${hint}` : ""}
      </Text>
      {overlap !== undefined && Date.parse(overlap) > now ? (
        <OverlapTimeline from={updatedAt} until={overlap} now={now} />
      ) : null}
    </>
  );
};

const Expiry = ({ at }: { at: string | undefined }) => {
  const expiry = expiryState(at, Date.now());
  return (
    <>
      {at ? <Moment at={at} /> : texts.credential.noExpiry}
      {expiry === "fine" ? null : (
        <div>
          <StatusBadge
            status={expiry === "over" ? "disabled" : "pending"}
            label={expiry === "over" ? texts.credential.expired : texts.credential.expiringSoon}
          />
        </div>
      )}
    </>
  );
};

const COLUMNS: Column<Credential>[] = [
  { label: texts.credential.name, cell: (each) => <Named credential={each} /> },
  {
    label: texts.ui.status,
    cell: ({ status }) => <StatusBadge status={status} label={texts.credential.status[status]} />,
  },
  {
    label: texts.credential.lastUsed,
    cell: ({ lastUsedAt }) => (lastUsedAt ? <Moment at={lastUsedAt} /> : texts.credential.never),
  },
  { label: texts.credential.expires, cell: ({ expiresAt }) => <Expiry at={expiresAt} /> },
  { label: texts.ui.actions, quiet: true, cell: (each) => <CredentialActions credential={each} /> },
];

export default CredentialsSection;
