import { useInfiniteQuery } from "@tanstack/react-query";
import type { Person } from "../api/resources.ts";
import { peopleQuery } from "../platform/platform-queries.ts";
import { texts } from "../texts/texts.ts";
import { type Column, DataTable } from "../ui/data-table.tsx";
import { EmptyState } from "../ui/empty-state.tsx";
import { TextLink } from "../ui/links.tsx";
import { ListView } from "../ui/list-view.tsx";
import { Page } from "../ui/page.tsx";

export const PeoplePage = () => (
  <Page title={texts.platform.people} lead={texts.platform.peopleLead}>
    <ListView
      query={useInfiniteQuery(peopleQuery)}
      empty={<EmptyState title={texts.platform.noPeople} lead={texts.platform.noPeopleLead} />}
    >
      {(people) => <DataTable items={people} keyOf={({ email }) => email} columns={COLUMNS} />}
    </ListView>
  </Page>
);

const COLUMNS: Column<Person>[] = [
  { label: texts.platform.email, cell: ({ email }) => email },
  {
    label: texts.platform.teams,
    cell: ({ teams }) =>
      teams.map(({ team, role }) => (
        <div key={team}>
          <TextLink to="/teams/$team/$section" params={{ team, section: "members" }}>
            {team}
          </TextLink>{" "}
          ({texts.team.roles[role]})
        </div>
      )),
  },
];
