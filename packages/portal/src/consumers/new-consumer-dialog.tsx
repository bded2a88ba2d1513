import { Button, Group, Select, Stack, Textarea, TextInput } from "@mantine/core";
import { useQueryClient } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { useState } from "react";
import { useMe } from "../session/me-query.ts";
import { FirstTeam } from "../teams/first-team.tsx";
import { texts } from "../texts/texts.ts";
import { Dialog } from "../ui/dialog.tsx";
import { notify } from "../ui/notices.ts";
import { ProblemPanel } from "../ui/problem-panel.tsx";
import { Waiting } from "../ui/query-view.tsx";
import { createConsumer } from "./consumer-queries.ts";

interface NewConsumerDialogProps {
  opened: boolean;
  onClose: () => void;
}

export const NewConsumerDialog = ({ opened, onClose }: NewConsumerDialogProps) => (
  <Dialog title={texts.consumer.new} opened={opened} onClose={onClose}>
    <NewConsumer />
  </Dialog>
);

const NewConsumer = () => {
  const me = useMe();
  if (!me) return <Waiting />;
  return me.teams.length === 0 ? <FirstTeam /> : <NewConsumerForm teams={me.teams.map(({ team }) => team)} />;
};

const NewConsumerForm = ({ teams }: { teams: readonly string[] }) => {
  const navigate = useNavigate();
  const client = useQueryClient();
  const [name, setName] = useState("");
  const [team, setTeam] = useState(teams[0] ?? "");
  const [description, setDescription] = useState("");
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<unknown>();
  const create = async () => {
    setBusy(true);
    try {
      const made = await createConsumer({ name, team, ...(description === "" ? {} : { description }) });
      notify("good", texts.consumer.created(made.name));
      await client.invalidateQueries({ queryKey: ["consumers"] });
      await navigate({
        to: "/consumers/$consumer/$section",
        params: { consumer: made.id, section: "credentials" },
      });
    } catch (thrown) {
      setError(thrown);
      setBusy(false);
    }
  };
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        void create();
      }}
    >
      <Stack>
        {error ? <ProblemPanel error={error} /> : null}
        <TextInput
          label={texts.consumer.name}
          description={texts.consumer.nameHint}
          value={name}
          onChange={(event) => setName(event.currentTarget.value)}
          pattern="[a-z0-9][a-z0-9._\-]{0,62}"
          required
          autoComplete="off"
          data-autofocus
        />
        <Select
          label={texts.consumer.team}
          data={[...teams]}
          value={team}
          onChange={(value) => setTeam(value ?? team)}
          allowDeselect={false}
        />
        <Textarea
          label={texts.consumer.description}
          description={texts.consumer.descriptionHint}
          value={description}
          onChange={(event) => setDescription(event.currentTarget.value)}
          maxLength={1000}
          rows={3}
        />
        <Group justify="flex-end">
          <Button type="submit" loading={busy}>
            {texts.ui.create}
          </Button>
        </Group>
      </Stack>
    </form>
  );
};
