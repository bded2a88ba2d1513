import { Button } from "@mantine/core";
import { useInfiniteQuery } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { useState } from "react";
import type { Team } from "../api/resources.ts";
import { useMe } from "../session/me-query.ts";
import { NewTeamForm } from "../teams/new-team-form.tsx";
import { teamsQuery } from "../teams/team-queries.ts";
import { texts } from "../texts/texts.ts";
import { type Column, DataTable } from "../ui/data-table.tsx";
import { Dialog } from "../ui/dialog.tsx";
import { EmptyState } from "../ui/empty-state.tsx";
import { TextLink } from "../ui/links.tsx";
import { ListView } from "../ui/list-view.tsx";
import { Page } from "../ui/page.tsx";
import { StatusBadge } from "../ui/status-badge.tsx";

export const TeamsPage = () => {
  const query = useInfiniteQuery(teamsQuery);
  const navigate = useNavigate();
  const [making, setMaking] = useState(false);
  const columns = useColumns();
  return (
    <Page
      title={texts.team.title}
      lead={texts.team.lead}
      actions={<Button onClick={() => setMaking(true)}>{texts.team.new}</Button>}
    >
      <ListView query={query} empty={<EmptyState title={texts.team.none} lead={texts.team.noneLead} />}>
        {(teams) => <DataTable items={teams} keyOf={({ id }) => id} columns={columns} />}
      </ListView>
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

const useColumns = (): Column<Team>[] => {
  const me = useMe();
  const roleIn = (slug: string) => me?.teams.find(({ team }) => team === slug)?.role;
  return [
    {
      label: texts.team.name,
      cell: ({ name, slug }) => (
        <TextLink to="/teams/$team/$section" params={{ team: slug, section: "members" }}>
          {name}
        </TextLink>
      ),
    },
    { label: texts.team.slug, cell: ({ slug }) => slug },
    {
      label: texts.team.yourRole,
      cell: ({ slug }) => {
        const role = roleIn(slug);
        return role === undefined ? texts.ui.none : texts.team.roles[role];
      },
    },
    {
      label: texts.ui.status,
      cell: ({ status }) => <StatusBadge status={status} label={texts.team.status[status]} />,
    },
  ];
};
