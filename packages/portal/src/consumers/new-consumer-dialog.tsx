import { useState } from "react";
import { TeamSelect, WithTeams } from "../teams/with-teams.tsx";
import { texts } from "../texts/texts.ts";
import { Dialog } from "../ui/dialog.tsx";
import { Form } from "../ui/form.tsx";
import { Textarea } from "../ui/inputs.tsx";
import { textField } from "../ui/text-fields.ts";
import { useMade } from "../ui/use-made.ts";
import { ConsumerNameField } from "./consumer-name-field.tsx";
import { createConsumer } from "./consumer-queries.ts";

interface NewConsumerDialogProps {
  opened: boolean;
  onClose: () => void;
}

export const NewConsumerDialog = ({ opened, onClose }: NewConsumerDialogProps) => (
  <Dialog title={texts.consumer.new} opened={opened} onClose={onClose}>
    <WithTeams>{(teams) => <NewConsumerForm teams={teams} />}</WithTeams>
  </Dialog>
);

const NewConsumerForm = ({ teams }: { teams: readonly string[] }) => {
  const open = useMade("consumers");
  const [name, setName] = useState("");
  const [team, setTeam] = useState(teams[0] ?? "");
  const [description, setDescription] = useState("");
  const create = async () => {
    const made = await createConsumer({ name, team, ...(description === "" ? {} : { description }) });
    const params = { consumer: made.id, section: "credentials" };
    await open(texts.consumer.created(made.name), { to: "/consumers/$consumer/$section", params });
  };
  return (
    <Form submit={texts.ui.create} onSubmit={create}>
      <ConsumerNameField label={texts.consumer.name} value={name} onChange={setName} />
      <TeamSelect teams={teams} value={team} onChange={setTeam} />
      <Textarea
        {...textField(texts.consumer, "description", description, setDescription)}
        maxLength={1000}
        rows={3}
      />
    </Form>
  );
};
