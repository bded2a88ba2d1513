import { Button, Text } from "@mantine/core";
import { useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import type { Consumer } from "../api/resources.ts";
import { texts } from "../texts/texts.ts";
import { Dialog } from "../ui/dialog.tsx";
import { Form } from "../ui/form.tsx";
import { TextInput } from "../ui/inputs.tsx";
import { notify } from "../ui/notices.ts";
import { typed } from "../ui/text-fields.ts";
import { consumerQuery } from "./consumer-queries.ts";
import { offerTransfer } from "./transfer-queries.ts";

/** Offers a consumer to another team, once its name was typed. */
export const TransferButton = ({ consumer }: { consumer: Consumer }) => {
  const [opened, setOpened] = useState(false);
  const close = () => setOpened(false);
  return (
    <>
      <Button variant="default" onClick={() => setOpened(true)}>
        {texts.transfer.offer}
      </Button>
      <Dialog title={texts.transfer.offerTitle(consumer.name)} opened={opened} onClose={close} size="md">
        <OfferForm consumer={consumer} onDone={close} />
      </Dialog>
    </>
  );
};

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
        label={texts.transfer.team}
        description={texts.transfer.teamHint}
        {...typed(team, setTeam)}
        at="/team"
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
