import { useQueryClient } from "@tanstack/react-query";
import type { Team } from "../api/resources.ts";
import { texts } from "../texts/texts.ts";
import { Form } from "../ui/form.tsx";
import { notify } from "../ui/notices.ts";
import { NameAndSlug, useNameAndSlug } from "./name-and-slug.tsx";
import { createTeam } from "./team-queries.ts";

export const NewTeamForm = ({ onCreated }: { onCreated?: (team: Team) => void }) => {
  const client = useQueryClient();
  const named = useNameAndSlug();
  const create = async () => {
    const team = await createTeam({ name: named.name, slug: named.slug });
    notify("good", texts.team.created(team.name));
    await Promise.all([
      client.invalidateQueries({ queryKey: ["me"] }),
      client.invalidateQueries({ queryKey: ["teams"] }),
    ]);
    onCreated?.(team);
  };
  return (
    <Form submit={texts.ui.create} onSubmit={create}>
      <NameAndSlug named={named} slugHint={texts.team.slugHint} />
    </Form>
  );
};
