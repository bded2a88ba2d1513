import { Button, Table, Text } from "@mantine/core";
import { useInfiniteQuery, useQueryClient } from "@tanstack/react-query";
import { asProblem } from "../api/problem.ts";
import type { DeadLetter } from "../api/resources.ts";
import { texts } from "../texts/texts.ts";
import { EmptyState } from "../ui/empty-state.tsx";
import { Moment } from "../ui/moment.tsx";
import { notify } from "../ui/notices.ts";
import { Page } from "../ui/page.tsx";
import { QueryView } from "../ui/query-view.tsx";
import { deadLettersQuery, replayDeadLetter } from "./platform-queries.ts";

const targetOf = ({ target }: DeadLetter): string => {
  if (target.kind === "mail") return target.to;
  return target.kind === "webhook" ? `${target.team}/${target.webhook}` : target.listener;
};

export const DeadLettersPage = () => {
  const client = useQueryClient();
  const query = useInfiniteQuery(deadLettersQuery);
  const replay = async ({ id }: DeadLetter) => {
    try {
      await replayDeadLetter(id);
      notify("good", texts.platform.replayed);
    } catch (error) {
      notify("bad", asProblem(error).message);
    }
    await client.invalidateQueries({ queryKey: deadLettersQuery.queryKey });
  };
  return (
    <Page title={texts.nav.deadLetters} lead={texts.platform.deadLettersLead}>
      <QueryView query={query}>
        {(letters) =>
          letters.length === 0 ? (
            <EmptyState title={texts.platform.noDeadLetters}>{texts.platform.noDeadLettersLead}</EmptyState>
          ) : (
            <Table.ScrollContainer minWidth={640}>
              <Table verticalSpacing="sm">
                <Table.Thead>
                  <Table.Tr>
                    <Table.Th>{texts.platform.what}</Table.Th>
                    <Table.Th>{texts.platform.target}</Table.Th>
                    <Table.Th>{texts.platform.why}</Table.Th>
                    <Table.Th>
                      <span className="visually-hidden">{texts.platform.replay}</span>
                    </Table.Th>
                  </Table.Tr>
                </Table.Thead>
                <Table.Tbody>
                  {letters.map((letter) => (
                    <Table.Tr key={letter.id}>
                      <Table.Td>
                        {letter.event?.type ?? texts.ui.none}
                        <Text size="xs" c="dimmed">
                          <Moment at={letter.at} />
                          {letter.replayedAt ? ` · ${texts.platform.replayedBefore}` : ""}
                        </Text>
                      </Table.Td>
                      <Table.Td>
                        {texts.platform.kinds[letter.kind]}: {targetOf(letter)}
                      </Table.Td>
                      <Table.Td>{letter.reason}</Table.Td>
                      <Table.Td>
                        <Button
                          size="compact-sm"
                          variant="default"
                          onClick={() => replay(letter)}
                          aria-label={`${texts.platform.replay}: ${letter.id}`}
                        >
                          {texts.platform.replay}
                        </Button>
                      </Table.Td>
                    </Table.Tr>
                  ))}
                </Table.Tbody>
              </Table>
            </Table.ScrollContainer>
          )
        }
      </QueryView>
      {query.hasNextPage ? (
        <Button variant="default" mt="md" onClick={() => query.fetchNextPage()}>
          {texts.ui.more}
        </Button>
      ) : null}
    </Page>
  );
};
