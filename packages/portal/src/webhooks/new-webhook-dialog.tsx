import { Text } from "@mantine/core";
import { useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { texts } from "../texts/texts.ts";
import { Form } from "../ui/form.tsx";
import { notify } from "../ui/notices.ts";
import { SecretDialog } from "../ui/secret-dialog.tsx";
import { SecretParts } from "../ui/secret-parts.tsx";
import { ALL_EVENTS } from "./webhook-events.ts";
import { WebhookFields } from "./webhook-fields.tsx";
import { createWebhook } from "./webhook-queries.ts";

interface NewWebhookDialogProps {
  team: string;
  opened: boolean;
  onClose: () => void;
}

type Made = Awaited<ReturnType<typeof createWebhook>>;

export const NewWebhookDialog = ({ team, ...dialog }: NewWebhookDialogProps) => (
  <SecretDialog<Made>
    {...dialog}
    title={texts.webhook.new}
    shownTitle={texts.webhook.secretTitle}
    form={(expect) => <NewWebhookForm team={team} expect={expect} />}
    hasSecret={({ secret }) => secret !== null}
  >
    {({ id, secret }, onTaken) =>
      secret === null ? (
        <Text size="sm">{texts.webhook.secretGone}</Text>
      ) : (
        <>
          <Text size="sm">{texts.webhook.secretLead}</Text>
          <SecretParts
            parts={[{ name: "webhook", label: texts.webhook.secret, value: secret }]}
            file={{ name: `latchkey-${id}.json`, holds: { webhook: id, secret } }}
            onTaken={onTaken}
          />
        </>
      )
    }
  </SecretDialog>
);

interface NewWebhookFormProps {
  team: string;
  expect: (made: Promise<Made>) => Promise<void>;
}

const NewWebhookForm = ({ team, expect }: NewWebhookFormProps) => {
  const client = useQueryClient();
  const [url, setUrl] = useState("");
  const [events, setEvents] = useState<string[]>([
    "subscription.requested",
    "subscription.approved",
    "subscription.rejected",
  ]);
  const create = async () => {
    await expect(createWebhook(team, { url, events: ALL_EVENTS.filter((event) => events.includes(event)) }));
    notify("good", texts.webhook.created);
    void client.invalidateQueries({ queryKey: ["webhooks", team] });
  };
  return (
    <Form submit={texts.ui.create} onSubmit={create} disabled={events.length === 0}>
      <WebhookFields url={url} onUrl={setUrl} events={events} onEvents={setEvents} />
    </Form>
  );
};
