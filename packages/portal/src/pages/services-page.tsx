import { Button, Text } from "@mantine/core";
import type { Service } from "../api/resources.ts";
import { NewServiceDialog } from "../services/new-service-dialog.tsx";
import { SERVICE_SORTS, servicesQuery } from "../services/service-queries.ts";
import { TeamChoice, useTeamChoice } from "../teams/team-choice.tsx";
import { texts } from "../texts/texts.ts";
import { type Column, DataTable } from "../ui/data-table.tsx";
import { EmptyState } from "../ui/empty-state.tsx";
import { Iconed } from "../ui/iconed.tsx";
import { TextLink } from "../ui/links.tsx";
import { Moment } from "../ui/moment.tsx";
import { Page } from "../ui/page.tsx";
import { SearchedList } from "../ui/searched-list.tsx";
import { ServiceIcon } from "../ui/service-icon.tsx";
import { StatusBadge } from "../ui/status-badge.tsx";
import { useAddressChoice } from "../ui/use-address-choice.ts";
import { useSort } from "../ui/use-sort.ts";

export const ServicesPage = () => {
  const [asked, ask] = useAddressChoice("new", ["1"], "");
  const making = asked === "1";
  const setMaking = (next: boolean) => ask(next ? "1" : "");
  const teams = useTeamChoice();
  const { sort, sorting } = useSort(SERVICE_SORTS);
  const isSorted = teams.isOne || teams.isAdmin;
  return (
    <Page
      title={texts.service.title}
      lead={texts.service.lead}
      actions={<Button onClick={() => setMaking(true)}>{texts.service.new}</Button>}
    >
      <SearchedList
        label={texts.service.search}
        hint={texts.service.searchHint}
        queryOf={(q) => servicesQuery({ q, team: teams.team, sort: isSorted ? sort : undefined })}
        beside={<TeamChoice {...teams} />}
        empty={<EmptyState title={texts.service.none} lead={texts.service.noneLead} />}
        none={<Text c="dimmed">{texts.service.noMatch}</Text>}
      >
        {(services) => (
          <DataTable items={services} keyOf={({ id }) => id} columns={columns(isSorted)} sorting={sorting} />
        )}
      </SearchedList>
      <NewServiceDialog opened={making} onClose={() => setMaking(false)} />
    </Page>
  );
};

const columns = (isSorted: boolean): Column<Service>[] => [
  {
    label: texts.service.name,
    sort: isSorted ? "name" : undefined,
    cell: ({ name, slug }) => (
      <Iconed icon={<ServiceIcon slug={slug} size={32} />}>
        <TextLink to="/services/$service/$section" params={{ service: slug, section: "settings" }}>
          {name}
        </TextLink>
        <Text size="xs" c="dimmed">
          {slug}
        </Text>
      </Iconed>
    ),
  },
  { label: texts.service.team, cell: ({ team }) => team },
  { label: texts.service.kind, cell: ({ kind }) => texts.catalog.kinds[kind] },
  {
    label: texts.ui.status,
    cell: ({ status }) => <StatusBadge status={status} label={texts.service.status[status]} />,
  },
  {
    label: texts.ui.created,
    sort: isSorted ? "created" : undefined,
    cell: ({ createdAt }) => <Moment at={createdAt} />,
  },
];
