import { Button, Table } from "@mantine/core";
import { useInfiniteQuery } from "@tanstack/react-query";
import { texts } from "../texts/texts.ts";
import { EmptyState } from "../ui/empty-state.tsx";
import { TextLink } from "../ui/links.tsx";
import { Page } from "../ui/page.tsx";
import { QueryView } from "../ui/query-view.tsx";
import { peopleQuery } from "./platform-queries.ts";

export const PeoplePage = () => {
  const query = useInfiniteQuery(peopleQuery);
  return (
    <Page title={texts.platform.people} lead={texts.platform.peopleLead}>
      <QueryView query={query}>
        {(people) =>
          people.length === 0 ? (
            <EmptyState title={texts.platform.noPeople}>{texts.platform.noPeopleLead}</EmptyState>
          ) : (
            <Table.ScrollContainer minWidth={420}>
              <Table verticalSpacing="sm">
                <Table.Thead>
                  <Table.Tr>
                    <Table.Th>{texts.platform.email}</Table.Th>
                    <Table.Th>{texts.platform.teams}</Table.Th>
                  </Table.Tr>
                </Table.Thead>
                <Table.Tbody>
                  {people.map(({ email, teams }) => (
                    <Table.Tr key={email}>
                      <Table.Td>{email}</Table.Td>
                      <Table.Td>
                        {teams.map(({ team, role }) => (
                          <div key={team}>
                            <TextLink to="/teams/$team/$section" params={{ team, section: "members" }}>
                              {team}
                            </TextLink>{" "}
                            ({texts.team.roles[role]})
                          </div>
                        ))}
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
