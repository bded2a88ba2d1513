import { Select, Text } from "@mantine/core";
import type { Subscription, SubscriptionStatus } from "../api/resources.ts";
import { Ends } from "../subscriptions/ends.tsx";
import { OfTeam, PLAN_COLUMN, STATUS_COLUMN } from "../subscriptions/subscription-columns.tsx";
import { mySubscriptionsQuery } from "../subscriptions/subscription-queries.ts";
import { TeamChoice, useTeamChoice } from "../teams/team-choice.tsx";
import { texts } from "../texts/texts.ts";
import { type Column, DataTable } from "../ui/data-table.tsx";
import { EmptyState } from "../ui/empty-state.tsx";
import { ButtonLink, TextLink } from "../ui/links.tsx";
import { Page } from "../ui/page.tsx";
import { SearchedList } from "../ui/searched-list.tsx";
import { useAddressChoice } from "../ui/use-address-choice.ts";

const ANY = "any";
const STATES = Object.keys(texts.subscription.status) as SubscriptionStatus[];
type State = SubscriptionStatus | typeof ANY;
const CHOICES: readonly State[] = [...STATES, ANY];

/** All subscriptions of the person's consumers: first those that are called, what ends first at the front. */
export const SubscriptionsPage = () => {
  const teams = useTeamChoice();
  const [state, choose] = useAddressChoice<State>("state", CHOICES, "active");
  const status = state === ANY ? undefined : state;
  return (
    <Page
      title={texts.list.subscriptions}
      lead={texts.list.subscriptionsLead}
      actions={<ButtonLink to="/catalog">{texts.subscription.browse}</ButtonLink>}
    >
      <SearchedList
        label={texts.list.searchSubscriptions}
        hint={texts.list.searchSubscriptionsHint}
        queryOf={(q) => mySubscriptionsQuery({ q, status, team: teams.team })}
        empty={
          status === undefined ? (
            <EmptyState title={texts.subscription.none} lead={texts.subscription.noneLead} />
          ) : (
            <Text c="dimmed">{texts.list.noSubscription}</Text>
          )
        }
        none={<Text c="dimmed">{texts.list.noSubscription}</Text>}
        beside={
          <>
            <Select
              label={texts.list.state}
              data={[
                ...STATES.map((value) => ({ value, label: texts.subscription.status[value] })),
                { value: ANY, label: texts.list.anyState },
              ]}
              value={state}
              onChange={(value) => choose(CHOICES.find((each) => each === value) ?? "active")}
              {...(status === "active" ? { description: texts.list.endsSoonFirst } : {})}
              inputWrapperOrder={["label", "input", "description"]}
              allowDeselect={false}
              maw={240}
            />
            <TeamChoice {...teams} />
          </>
        }
      >
        {(found) => <DataTable items={found} keyOf={({ id }) => id} columns={COLUMNS} />}
      </SearchedList>
    </Page>
  );
};

const COLUMNS: Column<Subscription>[] = [
  {
    label: texts.subscription.service,
    cell: ({ id, service }) => (
      <TextLink to="/subscriptions/$subscription" params={{ subscription: id }}>
        {service}
      </TextLink>
    ),
  },
  {
    label: texts.subscription.consumer,
    cell: ({ consumerId, consumerName, consumerTeam }) => (
      <>
        <TextLink
          to="/consumers/$consumer/$section"
          params={{ consumer: consumerId, section: "subscriptions" }}
        >
          {consumerName}
        </TextLink>
        <OfTeam team={consumerTeam} />
      </>
    ),
  },
  PLAN_COLUMN,
  STATUS_COLUMN,
  {
    label: texts.subscription.expires,
    cell: ({ status, expiresAt }) => <Ends status={status} expiresAt={expiresAt} />,
  },
];
