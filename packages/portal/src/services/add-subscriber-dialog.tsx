import { Text } from "@mantine/core";
import { useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import type { Service } from "../api/resources.ts";
import { PlanChoice } from "../subscriptions/plan-choice.tsx";
import { addSubscriber } from "../subscriptions/subscription-queries.ts";
import { texts } from "../texts/texts.ts";
import { Dialog } from "../ui/dialog.tsx";
import { Form } from "../ui/form.tsx";
import { TextInput } from "../ui/inputs.tsx";
import { notify } from "../ui/notices.ts";
import { typed } from "../ui/text-fields.ts";

interface AddSubscriberDialogProps {
  service: Service;
  opened: boolean;
  onClose: () => void;
}

export const AddSubscriberDialog = ({ service, opened, onClose }: AddSubscriberDialogProps) => (
  <Dialog title={texts.service.addSubscriber} opened={opened} onClose={onClose}>
    <AddSubscriber service={service} onAdded={onClose} />
  </Dialog>
);

const AddSubscriber = ({ service, onAdded }: { service: Service; onAdded: () => void }) => {
  const client = useQueryClient();
  const [consumer, setConsumer] = useState("");
  const [plan, setPlan] = useState(service.plans[0]?.name ?? "");
  const add = async () => {
    const made = await addSubscriber(service.slug, {
      consumer: consumer.trim(),
      ...(plan === "" ? {} : { plan }),
    });
    notify("good", texts.service.subscriberAdded(made.consumerName));
    void client.invalidateQueries({ queryKey: ["subscriptions"] });
    onAdded();
  };
  return (
    <Form submit={texts.service.addSubscriber} onSubmit={add}>
      <Text size="sm">{texts.service.addSubscriberLead}</Text>
      <TextInput
        label={texts.service.subscriberId}
        description={texts.service.subscriberIdHint}
        {...typed(consumer, setConsumer)}
        at="/consumer"
        pattern="\s*con_[A-Za-z0-9]{16}\s*"
        required
        autoComplete="off"
        data-autofocus
      />
      <PlanChoice plans={service.plans} value={plan} onChange={setPlan} />
    </Form>
  );
};
