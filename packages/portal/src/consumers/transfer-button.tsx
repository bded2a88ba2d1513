import { Text } from "@mantine/core";
import { useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import type { Consumer } from "../api/resources.ts";
import { texts } from "../texts/texts.ts";
import { DialogButton } from "../ui/dialog-button.tsx";
import { Form } from "../ui/form.tsx";
import { TextInput } from "../ui/inputs.tsx";
import { notify } from "../ui/notices.ts";
import { textField, typed } from "../ui/text-fields.ts";
import { consumerQuery } from "./consumer-queries.ts";
import { offerTransfer } from "./transfer-queries.ts";

/** Offers a consumer to another team, once its name was typed. */
export const TransferButton = ({ consumer }: { consumer: Consumer }) => (
  <DialogButton label={texts.transfer.offer} title={texts.transfer.offerTitle(consumer.name)} size="md">
    {(close) => <OfferForm consumer={consumer} onDone={close} />}
  </DialogButton>
);

const OfferForm = ({ consumer, onDone }: { consumer: Consumer; onDone: () => void }) => {
  const client = useQueryClient();
  const [team, setTeam] = useState("");
  const [name, setName] = useState("");
  const offer = async () => {
    const offered = await offerTransfer(consumer.id, { team: team.trim(), confirm: name });
    client.setQueryData(consumerQuery(consumer.id).queryKey, offered);
    notify("good", texts.transfer.offered(consumer.name, team.trim()));
    onDone();
  };
  return (
    <Form
      submit={texts.transfer.offer}
      onSubmit={offer}
      onCancel={onDone}
      danger
      disabled={name !== consumer.name || team.trim() === ""}
    >
      <Text size="sm">{texts.transfer.offerLead}</Text>
      <TextInput
        {...textField(texts.transfer, "team", team, setTeam)}
        maxLength={63}
        autoComplete="off"
        data-autofocus
      />
      <TextInput
        label={texts.ui.typeToConfirm(consumer.name)}
        {...typed(name, setName)}
        at="/confirm"
        autoComplete="off"
      />
    </Form>
  );
};
