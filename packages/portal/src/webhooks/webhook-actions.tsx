import { Button } from "@mantine/core";
import { useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { mapListed } from "../api/list-query.ts";
import type { Webhook } from "../api/resources.ts";
import { texts } from "../texts/texts.ts";
import { ConfirmDialog } from "../ui/confirm-dialog.tsx";
import { notify } from "../ui/notices.ts";
import { useOptimistic } from "../ui/use-optimistic.ts";
import { deleteWebhook, turnWebhook, webhooksQuery } from "./webhook-queries.ts";

type Webhooks = Parameters<ReturnType<typeof mapListed<Webhook>>>[0];

export const WebhookActions = ({ webhook }: { webhook: Webhook }) => {
  const client = useQueryClient();
  const [asking, setAsking] = useState(false);
  const { queryKey } = webhooksQuery(webhook.team);
  const change = useOptimistic<Webhooks>(queryKey);
  const next = webhook.status === "enabled" ? "disabled" : "enabled";
  const turn = () =>
    change({
      expect: mapListed<Webhook>((each) => (each.id === webhook.id ? { ...each, status: next } : each)),
      send: () => turnWebhook(webhook, next),
      done: texts.ui.saved,
    });
  const remove = async () => {
    await deleteWebhook(webhook);
    notify("good", texts.webhook.deleted);
    await client.invalidateQueries({ queryKey });
  };
  return (
    <>
      <Button size="xs" variant="default" onClick={turn}>
        {next === "enabled" ? texts.webhook.enable : texts.webhook.disable}
      </Button>
      <Button size="xs" variant="outline" color="red" onClick={() => setAsking(true)}>
        {texts.ui.delete}
      </Button>
      <ConfirmDialog
        opened={asking}
        onClose={() => setAsking(false)}
        title={texts.webhook.deleteTitle}
        action={texts.ui.delete}
        danger
        onConfirm={remove}
      >
        {texts.webhook.deleteLead}
      </ConfirmDialog>
    </>
  );
};
