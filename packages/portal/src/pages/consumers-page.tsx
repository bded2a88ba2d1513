import { Button, Text } from "@mantine/core";
import type { Consumer } from "../api/resources.ts";
import { consumersQuery } from "../consumers/consumer-queries.ts";
import { NewConsumerDialog } from "../consumers/new-consumer-dialog.tsx";
import { OffersPanel } from "../consumers/offers-panel.tsx";
import { TeamChoice, useTeamChoice } from "../teams/team-choice.tsx";
import { texts } from "../texts/texts.ts";
import { type Column, DataTable } from "../ui/data-table.tsx";
import { EmptyState } from "../ui/empty-state.tsx";
import { TextLink } from "../ui/links.tsx";
import { Moment } from "../ui/moment.tsx";
import { Page } from "../ui/page.tsx";
import { SearchedList } from "../ui/searched-list.tsx";
import { StatusBadge } from "../ui/status-badge.tsx";
import { useAddressChoice } from "../ui/use-address-choice.ts";
import { useSort } from "../ui/use-sort.ts";

export const ConsumersPage = () => {
  const [asked, ask] = useAddressChoice("new", ["1"], "");
  const making = asked === "1";
  const setMaking = (next: boolean) => ask(next ? "1" : "");
  const teams = useTeamChoice();
  const { sort, sorting } = useSort(["name", "created"]);
  const isByName = sort?.endsWith("name") === true;
  /** An order that the list does not have, as by a link to it, is left aside. */
  const orderOf = (q: string | undefined) =>
    (isByName ? teams.isOne : q === undefined && (teams.isOne || teams.isAdmin)) ? sort : undefined;
  return (
    <Page
      title={texts.consumer.title}
      lead={texts.consumer.lead}
      actions={<Button onClick={() => setMaking(true)}>{texts.consumer.new}</Button>}
    >
      <OffersPanel />
      <SearchedList
        label={texts.consumer.search}
        hint={texts.consumer.searchHint}
        queryOf={(q) => consumersQuery({ q, team: teams.team, sort: orderOf(q) })}
        beside={<TeamChoice {...teams} />}
        empty={<EmptyState title={texts.consumer.none} lead={texts.consumer.noneLead} />}
        none={<Text c="dimmed">{texts.consumer.noMatch}</Text>}
      >
        {(consumers, q) => (
          <DataTable
            items={consumers}
            keyOf={({ id }) => id}
            columns={columns({
              byName: teams.isOne,
              byAge: q === undefined && (teams.isOne || teams.isAdmin),
            })}
            sorting={sorting}
          />
        )}
      </SearchedList>
      <NewConsumerDialog opened={making} onClose={() => setMaking(false)} />
    </Page>
  );
};

const columns = ({ byName, byAge }: { byName: boolean; byAge: boolean }): Column<Consumer>[] => [
  {
    label: texts.consumer.name,
    sort: byName ? "name" : undefined,
    cell: ({ id, name, description }) => (
      <>
        <TextLink to="/consumers/$consumer/$section" params={{ consumer: id, section: "basics" }}>
          {name}
        </TextLink>
        {description ? (
          <Text size="xs" c="dimmed" lineClamp={1}>
            {description}
          </Text>
        ) : null}
      </>
    ),
  },
  { label: texts.consumer.team, cell: ({ team }) => team },
  {
    label: texts.ui.status,
    cell: ({ status }) => <StatusBadge status={status} label={texts.consumer.status[status]} />,
  },
  {
    label: texts.ui.created,
    sort: byAge ? "created" : undefined,
    cell: ({ createdAt }) => <Moment at={createdAt} />,
  },
  { label: texts.ui.changed, cell: ({ updatedAt }) => <Moment at={updatedAt} /> },
];
