import { Checkbox } from "@mantine/core";
import { texts } from "../texts/texts.ts";
import { CheckboxGroup, TextInput } from "../ui/inputs.tsx";
import { listField, textField } from "../ui/text-fields.ts";
import { ALL_EVENTS, WEBHOOK_EVENTS } from "./webhook-events.ts";
import classes from "./webhooks.module.css";

interface WebhookFieldsProps {
  url: string;
  onUrl: (url: string) => void;
  events: string[];
  onEvents: (events: string[]) => void;
}

/** What a webhook is told, and where. */
export const WebhookFields = ({ url, onUrl, events, onEvents }: WebhookFieldsProps) => (
  <>
    <TextInput type="url" {...textField(texts.webhook, "url", url, onUrl)} required data-autofocus />
    <CheckboxGroup {...listField(texts.webhook, "events", events, onEvents)}>
      <Checkbox
        mt="xs"
        label={texts.webhook.all}
        checked={events.length === ALL_EVENTS.length}
        indeterminate={events.length > 0 && events.length < ALL_EVENTS.length}
        onChange={(event) => onEvents(event.currentTarget.checked ? [...ALL_EVENTS] : [])}
      />
      {[...WEBHOOK_EVENTS].map(([group, names]) => (
        <div key={group} className={classes["events"]}>
          {names.map((name) => (
            <Checkbox key={name} value={name} label={name} />
          ))}
        </div>
      ))}
    </CheckboxGroup>
  </>
);
