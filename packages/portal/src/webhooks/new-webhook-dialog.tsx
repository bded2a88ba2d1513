import { Button, Checkbox, Group, Stack, Text, TextInput } from "@mantine/core";
import { useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { texts } from "../texts/texts.ts";
import { CodeBlock } from "../ui/code-block.tsx";
import { Dialog } from "../ui/dialog.tsx";
import { Form } from "../ui/form.tsx";
import { notify } from "../ui/notices.ts";
import { typed } from "../ui/text-fields.ts";
import { ALL_EVENTS, WEBHOOK_EVENTS } from "./webhook-events.ts";
import { createWebhook } from "./webhook-queries.ts";
import classes from "./webhooks.module.css";

interface NewWebhookDialogProps {
  team: string;
  opened: boolean;
  onClose: () => void;
}

export const NewWebhookDialog = ({ team, opened, onClose }: NewWebhookDialogProps) => {
  const [secret, setSecret] = useState<string | null>();
  const close = () => {
    setSecret(undefined);
    onClose();
  };
  return (
    <Dialog
      title={secret === undefined ? texts.webhook.new : texts.webhook.secretTitle}
      opened={opened}
      onClose={close}
      keep
    >
      {secret === undefined ? (
        <NewWebhookForm team={team} onCreated={setSecret} />
      ) : (
        <Stack>
          <Text size="sm">{secret === null ? texts.credential.gone : texts.webhook.secretLead}</Text>
          {secret === null ? null : <CodeBlock label={texts.webhook.secret} code={secret} />}
          <Group justify="flex-end">
            <Button onClick={close}>{texts.credential.done}</Button>
          </Group>
        </Stack>
      )}
    </Dialog>
  );
};

const NewWebhookForm = ({
  team,
  onCreated,
}: {
  team: string;
  onCreated: (secret: string | null) => void;
}) => {
  const client = useQueryClient();
  const [url, setUrl] = useState("");
  const [events, setEvents] = useState<string[]>([
    "subscription.requested",
    "subscription.approved",
    "subscription.rejected",
  ]);
  const create = async () => {
    const made = await createWebhook(team, {
      url,
      events: ALL_EVENTS.filter((event) => events.includes(event)),
    });
    notify("good", texts.webhook.created);
    void client.invalidateQueries({ queryKey: ["webhooks", team] });
    onCreated(made.secret);
  };
  return (
    <Form submit={texts.ui.create} onSubmit={create} disabled={events.length === 0}>
      <TextInput
        type="url"
        label={texts.webhook.url}
        description={texts.webhook.urlHint}
        {...typed(url, setUrl)}
        required
        data-autofocus
      />
      <Checkbox.Group
        label={texts.webhook.events}
        description={texts.webhook.eventsHint}
        value={events}
        onChange={setEvents}
      >
        <Checkbox
          mt="xs"
          label={texts.webhook.all}
          checked={events.length === ALL_EVENTS.length}
          indeterminate={events.length > 0 && events.length < ALL_EVENTS.length}
          onChange={(event) => setEvents(event.currentTarget.checked ? [...ALL_EVENTS] : [])}
        />
        {[...WEBHOOK_EVENTS].map(([group, names]) => (
          <div key={group} className={classes["events"]}>
            {names.map((name) => (
              <Checkbox key={name} value={name} label={name} />
            ))}
          </div>
        ))}
      </Checkbox.Group>
    </Form>
  );
};
