import { useInfiniteQuery } from "@tanstack/react-query";
import type { Person } from "../api/resources.ts";
import { peopleQuery } from "../platform/platform-queries.ts";
import { texts } from "../texts/texts.ts";
import type { Column } from "../ui/data-table.tsx";
import { EmptyState } from "../ui/empty-state.tsx";
import { TextLink } from "../ui/links.tsx";
import { Page } from "../ui/page.tsx";
import { TableList } from "../ui/table-list.tsx";

export const PeoplePage = () => (
  <Page title={texts.platform.people} lead={texts.platform.peopleLead}>
    <TableList
      query={useInfiniteQuery(peopleQuery)}
      empty={<EmptyState title={texts.platform.noPeople} lead={texts.platform.noPeopleLead} />}
      keyOf={({ email }) => email}
      columns={COLUMNS}
    />
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
