import { Button, Table, Text } from "@mantine/core";
import { useInfiniteQuery } from "@tanstack/react-query";
import { useState } from "react";
import type { Consumer, Credential } from "../api/resources.ts";
import { texts } from "../texts/texts.ts";
import { EmptyState } from "../ui/empty-state.tsx";
import { Moment } from "../ui/moment.tsx";
import { QueryView } from "../ui/query-view.tsx";
import { Section } from "../ui/section.tsx";
import { StatusBadge } from "../ui/status-badge.tsx";
import { CredentialActions } from "./credential-actions.tsx";
import { credentialsQuery } from "./credential-queries.ts";
import { expiryState } from "./expiry-state.ts";
import { IssueDialog } from "./issue-dialog.tsx";
import { OverlapTimeline } from "./overlap-timeline.tsx";

const CredentialsSection = ({ consumer }: { consumer: Consumer }) => {
  const query = useInfiniteQuery(credentialsQuery(consumer.id));
  const [issuing, setIssuing] = useState(false);
  const issue = <Button onClick={() => setIssuing(true)}>{texts.credential.new}</Button>;
  return (
    <>
      <QueryView query={query}>
        {(credentials) =>
          credentials.length === 0 ? (
            <EmptyState title={texts.credential.none} action={issue}>
              {texts.credential.noneLead}
            </EmptyState>
          ) : (
            <Section title={texts.consumer.sections.credentials} lead={texts.credential.lead} actions={issue}>
              <CredentialTable credentials={credentials} />
            </Section>
          )
        }
      </QueryView>
      <IssueDialog consumer={consumer} opened={issuing} onClose={() => setIssuing(false)} />
    </>
  );
};

const CredentialTable = ({ credentials }: { credentials: readonly Credential[] }) => (
  <Table.ScrollContainer minWidth={720}>
    <Table verticalSpacing="sm">
      <Table.Thead>
        <Table.Tr>
          <Table.Th>{texts.credential.name}</Table.Th>
          <Table.Th>{texts.service.statusFilter}</Table.Th>
          <Table.Th>{texts.credential.lastUsed}</Table.Th>
          <Table.Th>{texts.credential.expires}</Table.Th>
          <Table.Th>
            <span className="visually-hidden">{texts.ui.edit}</span>
          </Table.Th>
        </Table.Tr>
      </Table.Thead>
      <Table.Tbody>
        {credentials.map((credential) => (
          <CredentialRow key={credential.id} credential={credential} />
        ))}
      </Table.Tbody>
    </Table>
  </Table.ScrollContainer>
);

const CredentialRow = ({ credential }: { credential: Credential }) => {
  const now = Date.now();
  const expiry = expiryState(credential.expiresAt, now);
  const overlap = credential.previousValidUntil;
  return (
    <Table.Tr>
      <Table.Td>
        <Text size="sm" fw={600}>
          {credential.name}
        </Text>
        <Text size="xs" c="dimmed">
          {texts.credential.types[credential.type]}
          {credential.hint ? ` · ${texts.credential.hint} ${credential.hint}` : ""}
        </Text>
        {overlap !== undefined && Date.parse(overlap) > now ? (
          <OverlapTimeline from={credential.updatedAt} until={overlap} now={now} />
        ) : null}
      </Table.Td>
      <Table.Td>
        <StatusBadge status={credential.status} label={texts.credential.status[credential.status]} />
      </Table.Td>
      <Table.Td>
        {credential.lastUsedAt ? <Moment at={credential.lastUsedAt} /> : texts.credential.never}
      </Table.Td>
      <Table.Td>
        {credential.expiresAt ? <Moment at={credential.expiresAt} /> : texts.credential.noExpiry}
        {expiry === "fine" ? null : (
          <div>
            <StatusBadge
              status={expiry === "over" ? "disabled" : "pending"}
              label={expiry === "over" ? texts.credential.expired : texts.credential.expiringSoon}
            />
          </div>
        )}
      </Table.Td>
      <Table.Td>
        <CredentialActions credential={credential} />
      </Table.Td>
    </Table.Tr>
  );
};

export default CredentialsSection;
