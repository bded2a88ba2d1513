import { Button, NativeSelect, TextInput } from "@mantine/core";
import { useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import type { Role, Team } from "../api/resources.ts";
import { isOwner, useMe } from "../session/me-query.ts";
import { texts } from "../texts/texts.ts";
import { ConfirmDialog } from "../ui/confirm-dialog.tsx";
import { DataTable } from "../ui/data-table.tsx";
import { notify } from "../ui/notices.ts";
import { ProblemPanel } from "../ui/problem-panel.tsx";
import { Section } from "../ui/section.tsx";
import { useOptimistic } from "../ui/use-optimistic.ts";
import classes from "./members.module.css";
import { removeMember, setMember, teamQuery } from "./team-queries.ts";

const ROLES = (["member", "owner"] as const).map((value) => ({ value, label: texts.team.roles[value] }));

const roleOf = (value: string): Role => (value === "owner" ? "owner" : "member");

export const Members = ({ team }: { team: Team }) => {
  const client = useQueryClient();
  const canChange = isOwner(useMe(), team.slug);
  const [removing, setRemoving] = useState<string>();
  const { queryKey } = teamQuery(team.slug);
  const change = useOptimistic<Team>(queryKey);
  const members = team.members ?? [];
  const turn = (email: string, role: Role) =>
    change({
      expect: (known) => ({
        ...known,
        members: known.members?.map((each) => (each.email === email ? { email, role } : each)) ?? [],
      }),
      send: () => setMember(team.slug, email, role),
      done: texts.ui.saved,
    });
  const remove = async (email: string) => {
    await removeMember(team.slug, email);
    notify("good", texts.team.removed(email));
    await client.invalidateQueries({ queryKey });
    await client.invalidateQueries({ queryKey: ["me"] });
  };
  return (
    <Section title={texts.team.members} lead={texts.team.membersLead}>
      <DataTable
        items={members}
        keyOf={({ email }) => email}
        columns={[
          { label: texts.team.email, cell: ({ email }) => email },
          {
            label: texts.team.role,
            cell: ({ email, role }) =>
              canChange ? (
                <NativeSelect
                  aria-label={`${texts.team.role}: ${email}`}
                  data={ROLES}
                  value={role}
                  onChange={(event) => void turn(email, roleOf(event.currentTarget.value))}
                  maw={160}
                />
              ) : (
                texts.team.roles[role]
              ),
          },
          {
            label: texts.ui.remove,
            quiet: true,
            cell: ({ email }) =>
              canChange ? (
                <Button
                  variant="subtle"
                  color="red"
                  size="compact-sm"
                  aria-label={`${texts.ui.remove}: ${email}`}
                  onClick={() => setRemoving(email)}
                >
                  {texts.ui.remove}
                </Button>
              ) : null,
          },
        ]}
      />
      {canChange ? <AddMember team={team} /> : null}
      {removing === undefined ? null : (
        <ConfirmDialog
          opened
          onClose={() => setRemoving(undefined)}
          title={texts.team.removeTitle(removing)}
          action={texts.ui.remove}
          danger
          onConfirm={() => remove(removing)}
        >
          {texts.team.removeLead}
        </ConfirmDialog>
      )}
    </Section>
  );
};

const AddMember = ({ team }: { team: Team }) => {
  const client = useQueryClient();
  const [email, setEmail] = useState("");
  const [role, setRole] = useState<Role>("member");
  const [error, setError] = useState<unknown>();
  const add = async () => {
    setError(undefined);
    try {
      await setMember(team.slug, email.trim(), role);
      notify("good", texts.team.added(email.trim()));
      setEmail("");
      await client.invalidateQueries({ queryKey: teamQuery(team.slug).queryKey });
    } catch (thrown) {
      setError(thrown);
    }
  };
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        void add();
      }}
    >
      {error ? <ProblemPanel error={error} /> : null}
      <div className={classes["add"]}>
        <TextInput
          type="email"
          label={texts.team.addMember}
          placeholder={texts.team.emailExample}
          value={email}
          onChange={(event) => setEmail(event.currentTarget.value)}
          required
        />
        <NativeSelect
          label={texts.team.role}
          data={ROLES}
          value={role}
          onChange={(event) => setRole(roleOf(event.currentTarget.value))}
        />
        <Button type="submit" variant="default">
          {texts.team.add}
        </Button>
      </div>
    </form>
  );
};
