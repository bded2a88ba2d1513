import { Button, Group, Text } from "@mantine/core";
import { useInfiniteQuery } from "@tanstack/react-query";
import { useState } from "react";
import type { Team, Webhook } from "../api/resources.ts";
import { texts } from "../texts/texts.ts";
import { EmptyState } from "../ui/empty-state.tsx";
import { ListView } from "../ui/list-view.tsx";
import { Section } from "../ui/section.tsx";
import { StatusBadge } from "../ui/status-badge.tsx";
import { DeliveryLog } from "./delivery-log.tsx";
import { NewWebhookDialog } from "./new-webhook-dialog.tsx";
import { WebhookActions } from "./webhook-actions.tsx";
import { webhooksQuery } from "./webhook-queries.ts";

const TeamWebhooks = ({ team }: { team: Team }) => {
  const [making, setMaking] = useState(false);
  const make = <Button onClick={() => setMaking(true)}>{texts.webhook.new}</Button>;
  return (
    <>
      <ListView
        query={useInfiniteQuery(webhooksQuery(team.slug))}
        empty={<EmptyState title={texts.webhook.none} lead={texts.webhook.noneLead} action={make} />}
      >
        {(webhooks) => (
          <>
            <Group justify="space-between" mb="md">
              <Text size="sm" c="dimmed">
                {texts.webhook.lead}
              </Text>
              {make}
            </Group>
            {webhooks.map((webhook) => (
              <WebhookSection key={webhook.id} webhook={webhook} />
            ))}
          </>
        )}
      </ListView>
      <NewWebhookDialog team={team.slug} opened={making} onClose={() => setMaking(false)} />
    </>
  );
};

const WebhookSection = ({ webhook }: { webhook: Webhook }) => (
  <Section
    title={webhook.url}
    lead={webhook.events.join(", ")}
    actions={
      <>
        <StatusBadge status={webhook.status} label={texts.webhook.status[webhook.status]} />
        <WebhookActions webhook={webhook} />
      </>
    }
  >
    <DeliveryLog webhook={webhook} />
  </Section>
);

export default TeamWebhooks;
