import { Text } from "@mantine/core";
import { useInfiniteQuery } from "@tanstack/react-query";
import type { DeadLetter } from "../api/resources.ts";
import { deadLettersQuery, replayDeadLetter } from "../platform/platform-queries.ts";
import { texts } from "../texts/texts.ts";
import type { Column } from "../ui/data-table.tsx";
import { EmptyState } from "../ui/empty-state.tsx";
import { Moment } from "../ui/moment.tsx";
import { Page } from "../ui/page.tsx";
import { ReplayButton } from "../ui/replay-button.tsx";
import { TableList } from "../ui/table-list.tsx";

const targetOf = ({ target }: DeadLetter): string => {
  if (target.kind === "mail") return target.to;
  return target.kind === "webhook" ? `${target.team}/${target.webhook}` : target.listener;
};

const COLUMNS: Column<DeadLetter>[] = [
  {
    label: texts.platform.what,
    cell: ({ event, at, replayedAt }) => (
      <>
        {event?.type ?? texts.ui.none}
        <Text size="xs" c="dimmed">
          <Moment at={at} />
          {replayedAt ? ` · ${texts.platform.replayedBefore}` : ""}
        </Text>
      </>
    ),
  },
  {
    label: texts.platform.target,
    cell: (letter) => `${texts.platform.kinds[letter.kind]}: ${targetOf(letter)}`,
  },
  { label: texts.platform.why, cell: ({ reason }) => reason },
  {
    label: texts.platform.replay,
    quiet: true,
    cell: ({ id }) => (
      <ReplayButton
        label={texts.platform.replay}
        of={id}
        send={() => replayDeadLetter(id)}
        done={texts.platform.replayed}
        queryKey={deadLettersQuery.queryKey}
      />
    ),
  },
];

export const DeadLettersPage = () => (
  <Page title={texts.nav.deadLetters} lead={texts.platform.deadLettersLead}>
    <TableList
      query={useInfiniteQuery(deadLettersQuery)}
      empty={<EmptyState title={texts.platform.noDeadLetters} lead={texts.platform.noDeadLettersLead} />}
      keyOf={({ id }) => id}
      columns={COLUMNS}
    />
  </Page>
);
