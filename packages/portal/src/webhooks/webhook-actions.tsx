import { Button } from "@mantine/core";
import { useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { mapListed } from "../api/list-query.ts";
import { asProblem } from "../api/problem.ts";
import type { Webhook } from "../api/resources.ts";
import { texts } from "../texts/texts.ts";
import { ConfirmButton } from "../ui/confirm-button.tsx";
import { notify } from "../ui/notices.ts";
import { useOptimistic } from "../ui/use-optimistic.ts";
import { EditWebhookDialog } from "./edit-webhook-dialog.tsx";
import {
  deleteWebhook,
  deliveriesQuery,
  testWebhook,
  turnWebhook,
  webhooksQuery,
} from "./webhook-queries.ts";

type Webhooks = Parameters<ReturnType<typeof mapListed<Webhook>>>[0];

export const WebhookActions = ({ webhook }: { webhook: Webhook }) => {
  const client = useQueryClient();
  const { queryKey } = webhooksQuery(webhook.team);
  const change = useOptimistic<Webhooks>(queryKey);
  const [editing, setEditing] = useState(false);
  const next = webhook.status === "enabled" ? "disabled" : "enabled";
  const turn = () =>
    change({
      expect: mapListed<Webhook>((each) => (each.id === webhook.id ? { ...each, status: next } : each)),
      send: () => turnWebhook(webhook, next),
      done: texts.ui.saved,
    });
  const test = async () => {
    try {
      await testWebhook(webhook);
      notify("good", texts.webhook.tested);
    } catch (error) {
      notify("bad", asProblem(error).message);
    }
    await client.invalidateQueries({ queryKey: deliveriesQuery(webhook.team, webhook.id).queryKey });
  };
  const remove = async () => {
    await deleteWebhook(webhook);
    notify("good", texts.webhook.deleted);
    await client.invalidateQueries({ queryKey });
  };
  return (
    <>
      {webhook.status === "enabled" ? (
        <Button size="xs" variant="default" onClick={() => void test()}>
          {texts.webhook.test}
        </Button>
      ) : null}
      <Button size="xs" variant="default" onClick={() => setEditing(true)}>
        {texts.webhook.editEvents}
      </Button>
      <EditWebhookDialog webhook={webhook} opened={editing} onClose={() => setEditing(false)} />
      <Button size="xs" variant="default" onClick={turn}>
        {next === "enabled" ? texts.webhook.enable : texts.webhook.disable}
      </Button>
      <ConfirmButton
        forGood
        size="xs"
        title={texts.webhook.deleteTitle}
        action={texts.ui.delete}
        onConfirm={remove}
      >
        {texts.webhook.deleteLead}
      </ConfirmButton>
    </>
  );
};
