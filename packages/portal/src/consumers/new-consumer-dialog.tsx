import { useQueryClient } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { useState } from "react";
import { TeamSelect, WithTeams } from "../teams/with-teams.tsx";
import { texts } from "../texts/texts.ts";
import { Dialog } from "../ui/dialog.tsx";
import { Form } from "../ui/form.tsx";
import { Textarea } from "../ui/inputs.tsx";
import { notify } from "../ui/notices.ts";
import { textField } from "../ui/text-fields.ts";
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
  const navigate = useNavigate();
  const client = useQueryClient();
  const [name, setName] = useState("");
  const [team, setTeam] = useState(teams[0] ?? "");
  const [description, setDescription] = useState("");
  const create = async () => {
    const made = await createConsumer({ name, team, ...(description === "" ? {} : { description }) });
    notify("good", texts.consumer.created(made.name));
    await client.invalidateQueries({ queryKey: ["consumers"] });
    await navigate({
      to: "/consumers/$consumer/$section",
      params: { consumer: made.id, section: "credentials" },
    });
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
