import { Button } from "@mantine/core";
import { useInfiniteQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useHasPath } from "../api/features.ts";
import type { OfferedConsumer } from "../api/resources.ts";
import { useMe } from "../session/me-query.ts";
import { texts } from "../texts/texts.ts";
import { type Column, DataTable } from "../ui/data-table.tsx";
import { Moment } from "../ui/moment.tsx";
import { Section } from "../ui/section.tsx";
import { OfferDialog } from "./offer-dialog.tsx";
import { offersQuery } from "./transfer-queries.ts";

/** Owners of more teams are told by mail; each team is asked by itself. */
const MAX_TEAMS = 20;

/** What waits for the person as an owner: consumers that are offered to its teams. Nothing while there are none. */
export const OffersPanel = () => {
  const me = useMe();
  const has = useHasPath("/v1/teams/{team}/transfers");
  const owned = has ? (me?.teams ?? []).filter(({ role }) => role === "owner") : [];
  return owned.slice(0, MAX_TEAMS).map(({ team }) => <TeamOffers key={team} team={team} />);
};

const TeamOffers = ({ team }: { team: string }) => {
  const { data: offers = [] } = useInfiniteQuery(offersQuery(team));
  const [opened, setOpened] = useState<OfferedConsumer>();
  if (offers.length === 0) return null;
  return (
    <Section title={texts.transfer.offers(team)} lead={texts.transfer.offersLead}>
      <DataTable items={offers} keyOf={({ id }) => id} columns={columns(setOpened)} />
      {opened ? <OfferDialog team={team} offer={opened} onClose={() => setOpened(undefined)} /> : null}
    </Section>
  );
};

const columns = (open: (offer: OfferedConsumer) => void): Column<OfferedConsumer>[] => [
  { label: texts.consumer.name, cell: ({ name }) => name },
  { label: texts.transfer.from, cell: ({ team }) => team },
  { label: texts.transfer.by, cell: ({ offeredBy }) => offeredBy },
  { label: texts.transfer.until, cell: ({ expiresAt }) => <Moment at={expiresAt} /> },
  {
    label: texts.transfer.answer,
    cell: (offer) => (
      <Button size="xs" variant="default" onClick={() => open(offer)}>
        {texts.transfer.look}
      </Button>
    ),
  },
];
