import { Code, Text } from "@mantine/core";
import { queryOptions, useQuery } from "@tanstack/react-query";
import { api, itemsOf } from "../api/connection.ts";
import type { Service, ServiceRefusal } from "../api/resources.ts";
import { texts } from "../texts/texts.ts";
import type { Column } from "../ui/data-table.tsx";
import { InlineCode } from "../ui/inline-code.tsx";
import { TableSection } from "../ui/table-section.tsx";
import { RefusalMoment } from "./refusal-moment.tsx";
import { RefusalReason } from "./refusal-reason.tsx";

const serviceRefusalsQuery = (service: string) =>
  queryOptions({
    queryKey: ["refusals of a service", service],
    queryFn: ({ signal }) =>
      itemsOf(api().GET("/v1/services/{service}/refusals", { params: { path: { service } }, signal })),
  });

/** Requests that the firewall blocked before it was known whose they were. Nothing where there are none, as in a stage without one. */
export const ServiceRefusals = ({ service }: { service: Service }) => {
  const refusals = useQuery(serviceRefusalsQuery(service.slug)).data ?? [];
  if (refusals.length === 0) return null;
  return (
    <TableSection
      heading={[texts.refusal.blocked, texts.refusal.blockedLead]}
      items={refusals}
      keyOf={({ requestId }) => requestId}
      columns={COLUMNS}
    />
  );
};

const COLUMNS: Column<ServiceRefusal>[] = [
  { label: texts.refusal.at, cell: (refusal) => <RefusalMoment {...refusal} /> },
  {
    label: texts.refusal.path,
    cell: ({ method, path }) => (
      <Code>
        {method} {path}
      </Code>
    ),
  },
  {
    label: texts.refusal.reason,
    cell: ({ reason, rule }) => (
      <>
        <RefusalReason reason={reason} />
        <Text size="xs" c="dimmed">
          {rule}
        </Text>
      </>
    ),
  },
  { label: texts.refusal.advice, cell: ({ advice }) => <InlineCode text={advice} /> },
];
