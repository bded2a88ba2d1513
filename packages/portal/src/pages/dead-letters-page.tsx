import { Button, Text } from "@mantine/core";
import { useInfiniteQuery, useQueryClient } from "@tanstack/react-query";
import { asProblem } from "../api/problem.ts";
import type { DeadLetter } from "../api/resources.ts";
import { deadLettersQuery, replayDeadLetter } from "../platform/platform-queries.ts";
import { texts } from "../texts/texts.ts";
import { type Column, DataTable } from "../ui/data-table.tsx";
import { EmptyState } from "../ui/empty-state.tsx";
import { ListView } from "../ui/list-view.tsx";
import { Moment } from "../ui/moment.tsx";
import { notify } from "../ui/notices.ts";
import { Page } from "../ui/page.tsx";

const targetOf = ({ target }: DeadLetter): string => {
  if (target.kind === "mail") return target.to;
  return target.kind === "webhook" ? `${target.team}/${target.webhook}` : target.listener;
};

export const DeadLettersPage = () => {
  const client = useQueryClient();
  const replay = async ({ id }: DeadLetter) => {
    try {
      await replayDeadLetter(id);
      notify("good", texts.platform.replayed);
    } catch (error) {
      notify("bad", asProblem(error).message);
    }
    await client.invalidateQueries({ queryKey: deadLettersQuery.queryKey });
  };
  const columns: Column<DeadLetter>[] = [
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
      cell: (letter) => (
        <Button
          size="compact-sm"
          variant="default"
          onClick={() => replay(letter)}
          aria-label={`${texts.platform.replay}: ${letter.id}`}
        >
          {texts.platform.replay}
        </Button>
      ),
    },
  ];
  return (
    <Page title={texts.nav.deadLetters} lead={texts.platform.deadLettersLead}>
      <ListView
        query={useInfiniteQuery(deadLettersQuery)}
        empty={
          <EmptyState title={texts.platform.noDeadLetters}>{texts.platform.noDeadLettersLead}</EmptyState>
        }
      >
        {(letters) => <DataTable items={letters} keyOf={({ id }) => id} columns={columns} />}
      </ListView>
    </Page>
  );
};
