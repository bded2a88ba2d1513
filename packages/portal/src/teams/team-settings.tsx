import { TextInput } from "@mantine/core";
import { useQueryClient } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { useState } from "react";
import type { Team } from "../api/resources.ts";
import { isOwner, useMe } from "../session/me-query.ts";
import { texts } from "../texts/texts.ts";
import { ConfirmButton } from "../ui/confirm-button.tsx";
import { Facts } from "../ui/facts.tsx";
import { Form } from "../ui/form.tsx";
import { notify } from "../ui/notices.ts";
import { Section } from "../ui/section.tsx";
import { useConflict } from "../ui/use-conflict.tsx";
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
  const [opened, setOpened] = useState(team);
  const [mine, setMine] = useState(fieldsOf(team));
  const { queryKey } = teamQuery(team.slug);
  const open = (current: Team) => {
    setOpened(current);
    setMine(fieldsOf(current));
    void client.invalidateQueries({ queryKey });
    void client.invalidateQueries({ queryKey: ["teams"] });
  };
  const { submit, dialog } = useConflict({
    labels: LABELS,
    read: () => client.fetchQuery({ ...teamQuery(team.slug), staleTime: 0 }),
    fieldsOf,
    save: async (fields, revision) => {
      open(await changeTeam(team.slug, revision, fields));
      notify("good", texts.ui.saved);
    },
    onTake: open,
  });
  return (
    <>
      <div className={classes["settings"]}>
        <Form
          onPage
          submit={texts.ui.save}
          onSubmit={() => submit({ before: fieldsOf(opened), mine }, opened.revision)}
        >
          <TextInput
            label={texts.team.name}
            value={mine.name}
            onChange={(event) => setMine({ ...mine, name: event.currentTarget.value })}
            maxLength={100}
            required
          />
          <TextInput
            label={texts.team.timeZone}
            description={texts.team.timeZoneHint}
            value={mine.timeZone}
            onChange={(event) => setMine({ ...mine, timeZone: event.currentTarget.value })}
            maxLength={64}
            required
          />
        </Form>
      </div>
      {dialog}
    </>
  );
};

const DeleteTeam = ({ team }: { team: Team }) => {
  const client = useQueryClient();
  const navigate = useNavigate();
  const remove = async () => {
    await deleteTeam(team.slug);
    notify("good", texts.team.deleted(team.name));
    await navigate({ to: "/teams" });
    client.removeQueries({ queryKey: teamQuery(team.slug).queryKey });
    await client.invalidateQueries({ queryKey: ["teams"] });
    await client.invalidateQueries({ queryKey: ["me"] });
  };
  return (
    <Section
      title={texts.team.danger}
      lead={texts.team.deleteLead}
      actions={
        <ConfirmButton
          forGood
          title={texts.team.deleteTitle(team.name)}
          action={texts.ui.delete}
          typed={team.slug}
          onConfirm={remove}
        >
          {texts.team.deleteLead}
        </ConfirmButton>
      }
    />
  );
};
