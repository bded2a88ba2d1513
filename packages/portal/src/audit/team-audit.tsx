import { Button, Group, Table, Text, TextInput } from "@mantine/core";
import { useInfiniteQuery } from "@tanstack/react-query";
import { useState } from "react";
import { asProblem } from "../api/problem.ts";
import type { AuditEntry, Team } from "../api/resources.ts";
import { texts } from "../texts/texts.ts";
import { EmptyState } from "../ui/empty-state.tsx";
import { Moment } from "../ui/moment.tsx";
import { notify } from "../ui/notices.ts";
import { QueryView } from "../ui/query-view.tsx";
import { saveFile } from "../ui/save-file.ts";
import { Section } from "../ui/section.tsx";
import { auditQuery, verifyAudit } from "./audit-queries.ts";
import classes from "./team-audit.module.css";

const fits = ({ actor, action, target }: AuditEntry, words: string): boolean =>
  `${actor} ${action} ${target}`.toLowerCase().includes(words.trim().toLowerCase());

const TeamAudit = ({ team }: { team: Team }) => {
  const [span, setSpan] = useState({ from: "", to: "" });
  const [words, setWords] = useState("");
  const query = useInfiniteQuery(auditQuery(team.slug, span));
  const verify = async () => {
    try {
      const { ok, entries, firstBad } = await verifyAudit(team.slug);
      notify(ok ? "good" : "bad", ok ? texts.audit.good(entries) : texts.audit.bad(firstBad ?? "?"));
    } catch (error) {
      notify("bad", asProblem(error).message);
    }
  };
  return (
    <Section
      title={texts.team.sections.audit}
      lead={texts.audit.lead}
      actions={
        <Button variant="default" size="sm" onClick={verify}>
          {texts.audit.verify}
        </Button>
      }
    >
      <Group mb="md" align="end">
        <TextInput
          label={texts.audit.filter}
          value={words}
          onChange={(event) => setWords(event.currentTarget.value)}
        />
        <TextInput
          type="date"
          label={texts.audit.from}
          value={span.from}
          onChange={(event) => setSpan({ ...span, from: event.currentTarget.value })}
        />
        <TextInput
          type="date"
          label={texts.audit.to}
          value={span.to}
          onChange={(event) => setSpan({ ...span, to: event.currentTarget.value })}
        />
      </Group>
      <QueryView query={query}>
        {(entries) => {
          const shown = entries.filter((entry) => fits(entry, words));
          return shown.length === 0 ? (
            <EmptyState title={texts.audit.none}>{texts.audit.noneLead}</EmptyState>
          ) : (
            <>
              <AuditTable entries={shown} />
              <Button
                size="xs"
                variant="default"
                onClick={() =>
                  saveFile(
                    `audit-${team.slug}.ndjson`,
                    shown.map((entry) => JSON.stringify(entry)).join("\n"),
                  )
                }
              >
                {texts.audit.export}
              </Button>
            </>
          );
        }}
      </QueryView>
      {query.hasNextPage ? (
        <Button variant="default" size="xs" ml="sm" onClick={() => query.fetchNextPage()}>
          {texts.ui.more}
        </Button>
      ) : null}
    </Section>
  );
};

const AuditTable = ({ entries }: { entries: readonly AuditEntry[] }) => (
  <Table.ScrollContainer minWidth={640}>
    <Table verticalSpacing="xs">
      <Table.Thead>
        <Table.Tr>
          <Table.Th>{texts.audit.at}</Table.Th>
          <Table.Th>{texts.audit.actor}</Table.Th>
          <Table.Th>{texts.audit.action}</Table.Th>
          <Table.Th>{texts.audit.target}</Table.Th>
        </Table.Tr>
      </Table.Thead>
      <Table.Tbody>
        {entries.map((entry) => (
          <Table.Tr key={entry.id}>
            <Table.Td>
              <Moment at={entry.at} />
            </Table.Td>
            <Table.Td>
              {entry.actor}
              {entry.sourceIp ? (
                <Text size="xs" c="dimmed">
                  {entry.sourceIp}
                </Text>
              ) : null}
            </Table.Td>
            <Table.Td>{entry.action}</Table.Td>
            <Table.Td>
              {entry.target}
              {entry.before || entry.after ? (
                <details>
                  <summary className={classes["summary"]}>{texts.audit.change}</summary>
                  <pre className={classes["change"]}>
                    {JSON.stringify({ before: entry.before, after: entry.after }, null, 1)}
                  </pre>
                </details>
              ) : null}
            </Table.Td>
          </Table.Tr>
        ))}
      </Table.Tbody>
    </Table>
  </Table.ScrollContainer>
);

export default TeamAudit;
