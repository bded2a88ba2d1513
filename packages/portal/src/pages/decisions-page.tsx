import { Tabs } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { DecidedTable } from "../decisions/decided-table.tsx";
import { decides, type Waiting, waitingQuery } from "../decisions/decision-queries.ts";
import { WaitingCards } from "../decisions/waiting-cards.tsx";
import { useMe } from "../session/me-query.ts";
import { texts } from "../texts/texts.ts";
import { Page } from "../ui/page.tsx";
import { QueryView } from "../ui/query-view.tsx";
import { useAddressChoice } from "../ui/use-address-choice.ts";

const POLL_MS = 5000;
const TABS = ["waiting", "decided"] as const;
const NOTHING: Waiting = { items: [], more: false };

export const DecisionsPage = () => {
  const me = useMe();
  const query = useQuery({ ...waitingQuery(me), refetchInterval: POLL_MS });
  // Who decides on nothing is not asked for anything.
  const shown = me !== undefined && !decides(me) ? { ...query, data: NOTHING } : query;
  const [tab, choose] = useAddressChoice("tab", TABS, "waiting");
  return (
    <Page title={texts.subscription.decisionsTitle} lead={texts.subscription.decisionsLead}>
      <Tabs
        value={tab}
        onChange={(next) => choose(next === "decided" ? "decided" : "waiting")}
        keepMounted={false}
      >
        <Tabs.List mb="md">
          <Tabs.Tab value="waiting">
            {shown.data === undefined
              ? texts.subscription.waiting
              : texts.subscription.waitingCount(shown.data.items.length, shown.data.more)}
          </Tabs.Tab>
          <Tabs.Tab value="decided">{texts.subscription.decided}</Tabs.Tab>
        </Tabs.List>
        <Tabs.Panel value="waiting">
          <QueryView query={shown}>{(waiting) => <WaitingCards waiting={waiting} />}</QueryView>
        </Tabs.Panel>
        <Tabs.Panel value="decided">
          <DecidedTable />
        </Tabs.Panel>
      </Tabs>
    </Page>
  );
};
