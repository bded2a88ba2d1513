import { Box, Text } from "@mantine/core";
import { useInfiniteQuery } from "@tanstack/react-query";
import type { Call } from "../api/resources.ts";
import { texts } from "../texts/texts.ts";
import type { Column } from "../ui/data-table.tsx";
import { InlineCode } from "../ui/inline-code.tsx";
import { Method } from "../ui/method.tsx";
import { Moment } from "../ui/moment.tsx";
import { NothingYet } from "../ui/nothing-yet.tsx";
import { TableList } from "../ui/table-list.tsx";
import { callsQuery } from "./call-queries.ts";
import { RefusalReason } from "./refusal-reason.tsx";

interface CallsTableProps {
  consumer: string;
  /** Of this service (slug) alone. */
  service?: string;
}

/** The last calls of a consumer: what was called, what was answered, and what to do next. */
export const CallsTable = ({ consumer, service }: CallsTableProps) => (
  <TableList
    query={useInfiniteQuery(callsQuery(consumer, service))}
    empty={<NothingYet title={texts.call.none} lead={texts.call.noneLead} />}
    keyOf={({ requestId }) => requestId}
    columns={COLUMNS}
  />
);

const COLUMNS: Column<Call>[] = [
  {
    label: texts.refusal.at,
    cell: ({ at, requestId }) => (
      <>
        <Moment at={at} />
        <Text size="xs" c="dimmed">
          {texts.refusal.request} {requestId}
        </Text>
      </>
    ),
  },
  {
    label: texts.call.call,
    cell: ({ method, path, service, credential }) => (
      <>
        {method ? <Method method={method} /> : null} {service}
        {path}
        {credential ? (
          <Text size="xs" c="dimmed">
            {texts.call.credential} {credential}
          </Text>
        ) : null}
      </>
    ),
  },
  {
    label: texts.call.answer,
    cell: ({ status, durationMs, reason, limit }) => (
      <Box miw="9rem">
        {status}
        {durationMs === undefined ? null : (
          <Text size="xs" c="dimmed">
            {texts.call.milliseconds(durationMs)}
          </Text>
        )}
        {reason ? (
          <div>
            <RefusalReason reason={reason} />
          </div>
        ) : null}
        {limit ? <Text size="xs">{texts.call.limit(limit)}</Text> : null}
      </Box>
    ),
  },
  { label: texts.refusal.advice, cell: ({ advice = "" }) => <InlineCode text={advice} /> },
];
