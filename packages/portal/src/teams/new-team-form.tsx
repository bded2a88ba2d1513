import { Button, Group, Stack, TextInput } from "@mantine/core";
import { useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import type { Team } from "../api/resources.ts";
import { texts } from "../texts/texts.ts";
import { notify } from "../ui/notices.ts";
import { ProblemPanel } from "../ui/problem-panel.tsx";
import { slugOf } from "./slug-of.ts";
import { createTeam } from "./team-queries.ts";

export const NewTeamForm = ({ onCreated }: { onCreated?: (team: Team) => void }) => {
  const client = useQueryClient();
  const [name, setName] = useState("");
  const [ownSlug, setSlug] = useState<string>();
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<unknown>();
  const slug = ownSlug ?? slugOf(name);
  const create = async () => {
    setBusy(true);
    try {
      const team = await createTeam({ name, slug });
      notify("good", texts.team.created(name));
      await Promise.all([
        client.invalidateQueries({ queryKey: ["me"] }),
        client.invalidateQueries({ queryKey: ["teams"] }),
      ]);
      onCreated?.(team);
    } catch (thrown) {
      setError(thrown);
    } finally {
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
          label={texts.team.name}
          value={name}
          onChange={(event) => setName(event.currentTarget.value)}
          maxLength={100}
          required
        />
        <TextInput
          label={texts.team.slug}
          description={texts.team.slugHint}
          value={slug}
          onChange={(event) => setSlug(event.currentTarget.value)}
          pattern="[a-z0-9][a-z0-9\-]{0,62}"
          required
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
