import { useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import type { Webhook } from "../api/resources.ts";
import { texts } from "../texts/texts.ts";
import { Dialog } from "../ui/dialog.tsx";
import { Form } from "../ui/form.tsx";
import { notify } from "../ui/notices.ts";
import { ALL_EVENTS } from "./webhook-events.ts";
import { WebhookFields } from "./webhook-fields.tsx";
import { changeWebhook, webhooksQuery } from "./webhook-queries.ts";

interface EditWebhookDialogProps {
  webhook: Webhook;
  opened: boolean;
  onClose: () => void;
}

/** Its address and events; the secret stays. */
export const EditWebhookDialog = ({ webhook, ...dialog }: EditWebhookDialogProps) => (
  <Dialog {...dialog} title={texts.webhook.edit} keep>
    <EditWebhookForm webhook={webhook} onDone={dialog.onClose} />
  </Dialog>
);

const EditWebhookForm = ({ webhook, onDone }: { webhook: Webhook; onDone: () => void }) => {
  const client = useQueryClient();
  const [url, setUrl] = useState(webhook.url);
  const [events, setEvents] = useState<string[]>([...webhook.events]);
  const save = async () => {
    const chosen = ALL_EVENTS.filter((event) => events.includes(event));
    await changeWebhook(webhook, webhook.revision, { url, events: chosen });
    notify("good", texts.ui.saved);
    await client.invalidateQueries({ queryKey: webhooksQuery(webhook.team).queryKey });
    onDone();
  };
  return (
    <Form submit={texts.ui.save} onSubmit={save} disabled={events.length === 0}>
      <WebhookFields url={url} onUrl={setUrl} events={events} onEvents={setEvents} />
    </Form>
  );
};
