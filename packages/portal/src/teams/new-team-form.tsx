import { TextInput } from "@mantine/core";
import { useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import type { Team } from "../api/resources.ts";
import { texts } from "../texts/texts.ts";
import { Form } from "../ui/form.tsx";
import { notify } from "../ui/notices.ts";
import { slugOf } from "./slug-of.ts";
import { createTeam } from "./team-queries.ts";

export const NewTeamForm = ({ onCreated }: { onCreated?: (team: Team) => void }) => {
  const client = useQueryClient();
  const [name, setName] = useState("");
  const [ownSlug, setSlug] = useState<string>();
  const slug = ownSlug ?? slugOf(name);
  const create = async () => {
    const team = await createTeam({ name, slug });
    notify("good", texts.team.created(name));
    await Promise.all([
      client.invalidateQueries({ queryKey: ["me"] }),
      client.invalidateQueries({ queryKey: ["teams"] }),
    ]);
    onCreated?.(team);
  };
  return (
    <Form submit={texts.ui.create} onSubmit={create}>
      <TextInput
        label={texts.team.name}
        value={name}
        onChange={(event) => setName(event.currentTarget.value)}
        maxLength={100}
        required
        data-autofocus
      />
      <TextInput
        label={texts.team.slug}
        description={texts.team.slugHint}
        value={slug}
        onChange={(event) => setSlug(event.currentTarget.value)}
        pattern="[a-z0-9][a-z0-9\-]{0,62}"
        required
      />
    </Form>
  );
};
