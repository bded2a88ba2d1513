import { useQueryClient } from "@tanstack/react-query";
import type { Team } from "../api/resources.ts";
import { isOwner, useMe } from "../session/me-query.ts";
import { texts } from "../texts/texts.ts";
import { DeleteButton } from "../ui/delete-button.tsx";
import { Facts } from "../ui/facts.tsx";
import { Form } from "../ui/form.tsx";
import { TextInput } from "../ui/inputs.tsx";
import { Section } from "../ui/section.tsx";
import { textFields } from "../ui/text-fields.ts";
import { useEditor } from "../ui/use-editor.tsx";
import { Issuers } from "./issuers.tsx";
import classes from "./members.module.css";
import { changeTeam, deleteTeam, teamQuery } from "./team-queries.ts";
import { TeamSuspension } from "./team-suspension.tsx";

const fieldsOf = ({ name, timeZone }: Team) => ({ name, timeZone });
const LABELS = { name: texts.team.name, timeZone: texts.team.timeZone };

export const TeamSettings = ({ team }: { team: Team }) => {
  const me = useMe();
  const canChange = isOwner(me, team.slug);
  return (
    <>
      <Section title={texts.team.settings}>
        {canChange ? (
          <SettingsForm team={team} />
        ) : (
          <Facts
            facts={[
              [texts.team.name, team.name],
              [texts.team.timeZone, team.timeZone],
            ]}
          />
        )}
      </Section>
      <Issuers team={team} canChange={canChange} />
      {me?.admin ? <TeamSuspension team={team} /> : null}
      {canChange ? <DeleteTeam team={team} /> : null}
    </>
  );
};

const SettingsForm = ({ team }: { team: Team }) => {
  const client = useQueryClient();
  const { mine, setMine, submit, dialog, changed, discard } = useEditor({
    resource: team,
    labels: LABELS,
    fieldsOf,
    read: () => client.fetchQuery({ ...teamQuery(team.slug), staleTime: 0 }),
    save: (fields, revision) => changeTeam(team.slug, revision, fields),
    onOpen: () => {
      void client.invalidateQueries({ queryKey: teamQuery(team.slug).queryKey });
      void client.invalidateQueries({ queryKey: ["teams"] });
    },
  });
  const field = textFields({ draft: mine, onChange: setMine, texts: texts.team, at: "" });
  return (
    <>
      <div className={classes["settings"]}>
        <Form onPage submit={texts.ui.save} onSubmit={submit} changed={changed} onDiscard={discard}>
          <TextInput {...field("name")} maxLength={100} required />
          <TextInput {...field("timeZone")} maxLength={64} required />
        </Form>
      </div>
      {dialog}
    </>
  );
};

const DeleteTeam = ({ team }: { team: Team }) => {
  const { queryKey } = teamQuery(team.slug);
  return (
    <Section
      title={texts.team.danger}
      lead={texts.team.deleteLead}
      actions={
        <DeleteButton
          texts={texts.team}
          name={team.name}
          typed={team.slug}
          deletion={{
            send: () => deleteTeam(team.slug),
            list: "/teams",
            queryKey,
            stale: [["teams"], ["me"]],
          }}
        />
      }
    />
  );
};
