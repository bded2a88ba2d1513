import { Button, Table } from "@mantine/core";
import { useInfiniteQuery } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { useState } from "react";
import { useMe } from "../session/me-query.ts";
import { texts } from "../texts/texts.ts";
import { Dialog } from "../ui/dialog.tsx";
import { EmptyState } from "../ui/empty-state.tsx";
import { TextLink } from "../ui/links.tsx";
import { Page } from "../ui/page.tsx";
import { QueryView } from "../ui/query-view.tsx";
import { StatusBadge } from "../ui/status-badge.tsx";
import { NewTeamForm } from "./new-team-form.tsx";
import { teamsQuery } from "./team-queries.ts";

export const TeamsPage = () => {
  const query = useInfiniteQuery(teamsQuery);
  const me = useMe();
  const navigate = useNavigate();
  const [making, setMaking] = useState(false);
  const roleIn = (team: string) => me?.teams.find((each) => each.team === team)?.role;
  return (
    <Page
      title={texts.team.title}
      lead={texts.team.lead}
      actions={<Button onClick={() => setMaking(true)}>{texts.team.new}</Button>}
    >
      <QueryView query={query}>
        {(teams) =>
          teams.length === 0 ? (
            <EmptyState title={texts.team.none}>{texts.team.noneLead}</EmptyState>
          ) : (
            <Table.ScrollContainer minWidth={420}>
              <Table verticalSpacing="sm">
                <Table.Thead>
                  <Table.Tr>
                    <Table.Th>{texts.team.name}</Table.Th>
                    <Table.Th>{texts.team.slug}</Table.Th>
                    <Table.Th>{texts.team.yourRole}</Table.Th>
                    <Table.Th>{texts.service.statusFilter}</Table.Th>
                  </Table.Tr>
                </Table.Thead>
                <Table.Tbody>
                  {teams.map((team) => {
                    const role = roleIn(team.slug);
                    return (
                      <Table.Tr key={team.id}>
                        <Table.Td>
                          <TextLink
                            to="/teams/$team/$section"
                            params={{ team: team.slug, section: "members" }}
                          >
                            {team.name}
                          </TextLink>
                        </Table.Td>
                        <Table.Td>{team.slug}</Table.Td>
                        <Table.Td>{role === undefined ? texts.ui.none : texts.team.roles[role]}</Table.Td>
                        <Table.Td>
                          <StatusBadge status={team.status} label={texts.team.status[team.status]} />
                        </Table.Td>
                      </Table.Tr>
                    );
                  })}
                </Table.Tbody>
              </Table>
            </Table.ScrollContainer>
          )
        }
      </QueryView>
      <Dialog title={texts.team.new} opened={making} onClose={() => setMaking(false)}>
        <NewTeamForm
          onCreated={({ slug }) =>
            void navigate({ to: "/teams/$team/$section", params: { team: slug, section: "members" } })
          }
        />
      </Dialog>
    </Page>
  );
};
