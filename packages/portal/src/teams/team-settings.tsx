import { useQueryClient } from "@tanstack/react-query";
import type { Team } from "../api/resources.ts";
import { isOwner, useMe } from "../session/me-query.ts";
import { texts } from "../texts/texts.ts";
import { DeleteButton } from "../ui/delete-button.tsx";
import { Facts } from "../ui/facts.tsx";
import { Form } from "../ui/form.tsx";
import { NativeSelect, TextInput } from "../ui/inputs.tsx";
import { Section } from "../ui/section.tsx";
import { choicesOf, textFields } from "../ui/text-fields.ts";
import { useEditor } from "../ui/use-editor.tsx";
import { Issuers } from "./issuers.tsx";
import classes from "./members.module.css";
import { changeTeam, deleteTeam, teamQuery } from "./team-queries.ts";
import { TeamSuspension } from "./team-suspension.tsx";

/** As a form holds them: an empty number of days is none. */
const fieldsOf = ({ name, timeZone, onLeak, maxCredentialDays }: Team) => ({
  name,
  timeZone,
  onLeak,
  maxCredentialDays: maxCredentialDays === undefined ? "" : String(maxCredentialDays),
});
const LABELS = {
  name: texts.team.name,
  timeZone: texts.team.timeZone,
  onLeak: texts.team.onLeak,
  maxCredentialDays: texts.team.maxCredentialDays,
};

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
              [texts.team.onLeak, texts.team.onLeakChoices[team.onLeak]],
              [
                texts.team.maxCredentialDays,
                team.maxCredentialDays === undefined ? texts.team.noMaxDays : String(team.maxCredentialDays),
              ],
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
    save: ({ maxCredentialDays: days, ...fields }, revision) =>
      changeTeam(team.slug, revision, {
        ...fields,
        maxCredentialDays: days.trim() === "" ? null : Number(days),
      }),
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
          <NativeSelect
            label={texts.team.onLeak}
            description={texts.team.onLeakHint}
            at="/onLeak"
            data={choicesOf(texts.team.onLeakChoices)}
            value={mine.onLeak}
            onChange={({ currentTarget }) =>
              setMine({ ...mine, onLeak: currentTarget.value === "notify" ? "notify" : "revoke" })
            }
          />
          <TextInput {...field("maxCredentialDays")} type="number" min={1} max={3650} />
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
