import { Button, Text } from "@mantine/core";
import { useState } from "react";
import type { Consumer, Credential } from "../api/resources.ts";
import { KnownSecretsNote } from "../consumers/transfer-notes.tsx";
import { texts } from "../texts/texts.ts";
import { type Column, DataTable } from "../ui/data-table.tsx";
import { EmptyState } from "../ui/empty-state.tsx";
import { Moment } from "../ui/moment.tsx";
import { SearchedList } from "../ui/searched-list.tsx";
import { Section } from "../ui/section.tsx";
import { StatusBadge } from "../ui/status-badge.tsx";
import { useNow } from "../ui/use-now.ts";
import { useSort } from "../ui/use-sort.ts";
import { CredentialActions } from "./credential-actions.tsx";
import { CREDENTIAL_SORTS, credentialsQuery } from "./credential-queries.ts";
import classes from "./credentials-section.module.css";
import { expiryState } from "./expiry-state.ts";
import { IssueDialog } from "./issue-dialog.tsx";
import { overlapEnd } from "./overlap-end.ts";
import { OverlapTimeline } from "./overlap-timeline.tsx";
import { secretUses } from "./secret-uses.tsx";

/** So many are overlooked at a glance. */
const FEW = 10;

const CredentialsSection = ({ consumer }: { consumer: Consumer }) => {
  const [issuing, setIssuing] = useState(false);
  const { sort, sorting } = useSort(CREDENTIAL_SORTS);
  const issue = <Button onClick={() => setIssuing(true)}>{texts.credential.new}</Button>;
  return (
    <>
      <SearchedList
        label={texts.list.searchCredentials}
        hint={texts.list.searchCredentialsHint}
        few={FEW}
        queryOf={(q) => credentialsQuery(consumer.id, { q, sort })}
        empty={<EmptyState title={texts.credential.none} lead={texts.credential.noneLead} action={issue} />}
        none={<Text c="dimmed">{texts.list.noCredential}</Text>}
      >
        {(credentials) => (
          <Section title={texts.consumer.sections.credentials} lead={texts.credential.lead} actions={issue}>
            <KnownSecretsNote consumer={consumer} credentials={credentials} />
            <DataTable items={credentials} keyOf={({ id }) => id} columns={COLUMNS} sorting={sorting} />
          </Section>
        )}
      </SearchedList>
      <IssueDialog consumer={consumer} opened={issuing} onClose={() => setIssuing(false)} />
    </>
  );
};

const Named = ({ credential }: { credential: Credential }) => {
  const { name, type, hint, updatedAt } = credential;
  const overlap = overlapEnd(credential.previousValidUntil, credential.expiresAt);
  const [current, former] = credential.secrets;
  const now = useNow();
  return (
    <>
      <Text size="sm" fw={600}>
        {name}
      </Text>
      <Text size="xs" c="dimmed">
        {texts.credential.types[type]}
        {hint ? ` · ${texts.credential.hints[type]} ${hint}` : ""}
        {current?.lastFour ? ` · ${texts.credential.endsWith(current.lastFour)}` : ""}
      </Text>
      {overlap !== undefined && Date.parse(overlap) > now ? (
        <>
          {former?.lastFour ? (
            <Text size="xs" c="dimmed">
              {texts.credential.formerEndsWith(former.lastFour)}
            </Text>
          ) : null}
          <OverlapTimeline
            from={current?.createdAt ?? updatedAt}
            until={overlap}
            now={now}
            uses={secretUses(credential)}
          />
        </>
      ) : null}
    </>
  );
};

const Expiry = ({ at }: { at: string | undefined }) => {
  const expiry = expiryState(at, useNow());
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

/** Whether it works, and when a secret of it was found in public. The address is a stranger's words: no link. */
const State = ({ credential: { status, leakedAt, leakedUrl } }: { credential: Credential }) => (
  <>
    <StatusBadge status={status} label={texts.credential.status[status]} />
    {leakedAt === undefined ? null : (
      <>
        <Text size="xs" c="red" mt={4}>
          {texts.credential.leaked} <Moment at={leakedAt} />
        </Text>
        {leakedUrl === undefined ? null : (
          <Text size="xs" c="dimmed" className={classes["found"]}>
            {texts.credential.foundAt(leakedUrl)}
          </Text>
        )}
      </>
    )}
  </>
);

const COLUMNS: Column<Credential>[] = [
  { label: texts.credential.name, sort: "name", cell: (each) => <Named credential={each} /> },
  {
    label: texts.ui.status,
    cell: (each) => <State credential={each} />,
  },
  {
    label: texts.credential.lastUsed,
    sort: "last-used",
    cell: ({ lastUsedAt }) => (lastUsedAt ? <Moment at={lastUsedAt} /> : texts.credential.never),
  },
  { label: texts.credential.expires, cell: ({ expiresAt }) => <Expiry at={expiresAt} /> },
  { label: texts.ui.actions, quiet: true, cell: (each) => <CredentialActions credential={each} /> },
];

export default CredentialsSection;
