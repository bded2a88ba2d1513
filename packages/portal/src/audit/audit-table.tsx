import { Button, Text } from "@mantine/core";
import { useInfiniteQuery } from "@tanstack/react-query";
import { useState } from "react";
import type { AuditEntry } from "../api/resources.ts";
import { consumersQuery } from "../consumers/consumer-queries.ts";
import { texts } from "../texts/texts.ts";
import { type Column, DataTable } from "../ui/data-table.tsx";
import { Moment } from "../ui/moment.tsx";
import { namesIn } from "./audit-export.ts";
import { sentenceOf } from "./audit-sentence.ts";
import classes from "./audit-table.module.css";

const AT_ONCE = 50;

/** Entries in their order, some at a time. */
export const AuditTable = ({ entries }: { entries: readonly AuditEntry[] }) => {
  const [shown, setShown] = useState(AT_ONCE);
  const consumers = useInfiniteQuery(consumersQuery()).data ?? [];
  const actors = new Map(consumers.map(({ id, name }) => [id, name]));
  return (
    <>
      <DataTable
        items={entries.slice(0, shown)}
        keyOf={({ id }) => id}
        columns={columnsWith(namesIn(entries), actors)}
      />
      {entries.length > shown ? (
        <Button variant="default" mt="md" onClick={() => setShown(shown + AT_ONCE)}>
          {texts.ui.more}
        </Button>
      ) : null}
    </>
  );
};

/** `actors` are the consumers that the reader sees; for others, and for people, the entry's own text is shown. */
const columnsWith = (
  targets: ReadonlyMap<string, string>,
  actors: ReadonlyMap<string, string>,
): Column<AuditEntry>[] => [
  {
    label: texts.audit.what,
    cell: (entry) => (
      <>
        {sentenceOf(entry, { targets, actors }).map(({ role, text }, at) =>
          // biome-ignore lint/suspicious/noArrayIndexKey: parts of a sentence have no other identity, and never move
          role === "words" ? text : <strong key={at}>{text}</strong>,
        )}
        <Text size="xs" c="dimmed">
          {entry.action} · {entry.target}
          {actors.has(entry.actor) ? ` · ${entry.actor}` : ""}
        </Text>
      </>
    ),
  },
  { label: texts.audit.at, cell: ({ at }) => <Moment at={at} /> },
  { label: texts.audit.source, cell: ({ sourceIp }) => sourceIp ?? "" },
  {
    label: texts.audit.change,
    cell: ({ before, after }) =>
      before || after ? (
        <details>
          <summary className={classes["summary"]}>{texts.audit.change}</summary>
          <pre className={classes["change"]}>{JSON.stringify({ before, after }, null, 1)}</pre>
        </details>
      ) : null,
  },
];
