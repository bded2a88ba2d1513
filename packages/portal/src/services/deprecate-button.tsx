import { Button, Text } from "@mantine/core";
import { useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import type { Service } from "../api/resources.ts";
import { serviceQuery } from "../catalog/service-query.ts";
import { texts } from "../texts/texts.ts";
import { ConfirmButton } from "../ui/confirm-button.tsx";
import { Dialog } from "../ui/dialog.tsx";
import { Form } from "../ui/form.tsx";
import { Textarea, TextInput } from "../ui/inputs.tsx";
import { notify } from "../ui/notices.ts";
import { typed } from "../ui/text-fields.ts";
import { deprecationOf } from "./deprecation-draft.ts";
import { changeService } from "./service-queries.ts";

/** Gives a service an end, another one, or takes it back. */
export const DeprecateButton = ({ service }: { service: Service }) => {
  const [opened, setOpened] = useState(false);
  const action = service.deprecation ? texts.deprecation.change : texts.deprecation.set;
  const change = useChange(service);
  const takeBack = () => change(null, texts.deprecation.takenBack(service.name));
  return (
    <>
      <Button variant="default" onClick={() => setOpened(true)}>
        {action}
      </Button>
      {service.deprecation ? (
        <ConfirmButton
          title={texts.deprecation.takeBackTitle(service.name)}
          action={texts.deprecation.takeBack}
          onConfirm={takeBack}
        >
          {texts.deprecation.takeBackLead}
        </ConfirmButton>
      ) : null}
      <Dialog title={action} opened={opened} onClose={() => setOpened(false)}>
        <DeprecationForm service={service} submit={action} onDone={() => setOpened(false)} />
      </Dialog>
    </>
  );
};

const useChange = (service: Service) => {
  const client = useQueryClient();
  return async (deprecation: ReturnType<typeof deprecationOf> | null, said: string) => {
    const changed = await changeService(service.slug, service.revision, { deprecation });
    client.setQueryData(serviceQuery(service.slug).queryKey, changed);
    void client.invalidateQueries({ queryKey: ["catalog"] });
    void client.invalidateQueries({ queryKey: ["catalog-service", service.slug] });
    notify("good", said);
  };
};

interface DeprecationFormProps {
  service: Service;
  submit: string;
  onDone: () => void;
}

const DeprecationForm = ({ service, submit, onDone }: DeprecationFormProps) => {
  const { deprecation } = service;
  const [sunset, setSunset] = useState(deprecation?.sunsetAt.slice(0, 10) ?? "");
  const [since, setSince] = useState("");
  const [successor, setSuccessor] = useState(deprecation?.successor ?? "");
  const [message, setMessage] = useState(deprecation?.message ?? "");
  const change = useChange(service);
  const save = async () => {
    await change(deprecationOf({ sunset, since, successor, message }), texts.deprecation.done(service.name));
    onDone();
  };
  return (
    <Form submit={submit} onSubmit={save} onCancel={onDone}>
      <Text size="sm">{texts.deprecation.formLead}</Text>
      <TextInput
        label={texts.deprecation.sunset}
        {...typed(sunset, setSunset)}
        at="/deprecation/sunsetAt"
        type="date"
        required
        data-autofocus
      />
      <TextInput
        label={texts.deprecation.since}
        description={texts.deprecation.sinceHint}
        {...typed(since, setSince)}
        at="/deprecation/at"
        type="date"
      />
      <TextInput
        label={texts.deprecation.successorSlug}
        description={texts.deprecation.successorHint}
        {...typed(successor, setSuccessor)}
        at="/deprecation/successor"
        autoComplete="off"
      />
      <Textarea
        label={texts.deprecation.message}
        {...typed(message, setMessage)}
        at="/deprecation/message"
        maxLength={2000}
        rows={4}
      />
    </Form>
  );
};
