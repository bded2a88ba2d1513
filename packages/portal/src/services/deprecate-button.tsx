import { Button, Text } from "@mantine/core";
import { useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import type { Service } from "../api/resources.ts";
import { serviceQuery } from "../catalog/service-query.ts";
import { texts } from "../texts/texts.ts";
import { Dialog } from "../ui/dialog.tsx";
import { Form } from "../ui/form.tsx";
import { Textarea, TextInput } from "../ui/inputs.tsx";
import { notify } from "../ui/notices.ts";
import { textFields } from "../ui/text-fields.ts";
import { VerbButton } from "../ui/verb-button.tsx";
import { type DeprecationDraft, deprecationOf } from "./deprecation-draft.ts";
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
        <VerbButton texts={texts.deprecation} verb="takeBack" name={service.name} onConfirm={takeBack} />
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
  const [draft, setDraft] = useState<DeprecationDraft>({
    sunsetAt: deprecation?.sunsetAt.slice(0, 10) ?? "",
    at: "",
    successor: deprecation?.successor ?? "",
    message: deprecation?.message ?? "",
  });
  const change = useChange(service);
  const save = async () => {
    await change(deprecationOf(draft), texts.deprecation.done(service.name));
    onDone();
  };
  const field = textFields({
    draft,
    onChange: setDraft,
    texts: texts.deprecation.fields,
    at: "/deprecation",
  });
  return (
    <Form submit={submit} onSubmit={save} onCancel={onDone}>
      <Text size="sm">{texts.deprecation.formLead}</Text>
      <TextInput {...field("sunsetAt")} type="date" required data-autofocus />
      <TextInput {...field("at")} type="date" />
      <TextInput {...field("successor")} autoComplete="off" />
      <Textarea {...field("message")} maxLength={2000} rows={4} />
    </Form>
  );
};
