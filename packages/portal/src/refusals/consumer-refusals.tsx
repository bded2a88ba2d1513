import { queryOptions, useQuery } from "@tanstack/react-query";
import { api, itemsOf } from "../api/connection.ts";
import type { Consumer } from "../api/resources.ts";
import { texts } from "../texts/texts.ts";
import { DataTable } from "../ui/data-table.tsx";
import { EmptyState } from "../ui/empty-state.tsx";
import { InlineCode } from "../ui/inline-code.tsx";
import { ListView } from "../ui/list-view.tsx";
import { Section } from "../ui/section.tsx";
import { RefusalMoment } from "./refusal-moment.tsx";
import { RefusalReason } from "./refusal-reason.tsx";

const POLL_MS = 10_000;

const refusalsQuery = (consumer: string) =>
  queryOptions({
    queryKey: ["refusals", consumer],
    refetchInterval: POLL_MS,
    queryFn: ({ signal }) =>
      itemsOf(api().GET("/v1/consumers/{consumer}/refusals", { params: { path: { consumer } }, signal })),
  });

/** Why calls were refused: the exact reason, which the caller itself was not told. */
const ConsumerRefusals = ({ consumer }: { consumer: Consumer }) => (
  <ListView
    query={useQuery(refusalsQuery(consumer.id))}
    empty={<EmptyState title={texts.refusal.none} lead={texts.refusal.noneLead} />}
  >
    {(refusals) => (
      <Section title={texts.consumer.sections.refusals} lead={texts.refusal.lead}>
        <DataTable
          items={refusals}
          keyOf={({ requestId }) => requestId}
          columns={[
            { label: texts.refusal.at, cell: (refusal) => <RefusalMoment {...refusal} /> },
            { label: texts.refusal.service, cell: ({ service }) => service },
            { label: texts.refusal.reason, cell: ({ reason }) => <RefusalReason reason={reason} /> },
            { label: texts.refusal.advice, cell: ({ advice }) => <InlineCode text={advice} /> },
          ]}
        />
      </Section>
    )}
  </ListView>
);

export default ConsumerRefusals;
