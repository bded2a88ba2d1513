import { Button, Group, NativeSelect } from "@mantine/core";
import { useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import type { Role, Team } from "../api/resources.ts";
import { readable } from "../formats/time.ts";
import { isOwner, useMe } from "../session/me-query.ts";
import { texts } from "../texts/texts.ts";
import { ConfirmDialog } from "../ui/confirm-dialog.tsx";
import { notify } from "../ui/notices.ts";
import { StatusBadge } from "../ui/status-badge.tsx";
import { TableSection } from "../ui/table-section.tsx";
import { useOptimistic } from "../ui/use-optimistic.ts";
import { InviteMember } from "./invite-member.tsx";
import { ROLES, roleOf } from "./member-role.ts";
import { removeMember, setMember, teamQuery } from "./team-queries.ts";

type Member = NonNullable<Team["members"]>[number];

export const Members = ({ team }: { team: Team }) => {
  const client = useQueryClient();
  const canChange = isOwner(useMe(), team.slug);
  const [removing, setRemoving] = useState<Member>();
  const { queryKey } = teamQuery(team.slug);
  const change = useOptimistic<Team>(queryKey);
  const members = team.members ?? [];
  const turn = (email: string, role: Role) =>
    change({
      expect: (known) => ({
        ...known,
        members: known.members?.map((each) => (each.email === email ? { ...each, role } : each)) ?? [],
      }),
      send: () => setMember(team.slug, email, role),
      done: texts.ui.saved,
    });
  const repeat = ({ email, role, status }: Member) =>
    change({
      expect: (known) => known,
      send: () => setMember(team.slug, email, role),
      done: texts.team[status === "invited" ? "invited" : "mailedAgain"](email),
    });
  const remove = async ({ email, status }: Member) => {
    await removeMember(team.slug, email);
    notify("good", texts.team[status === "invited" ? "withdrawn" : "removed"](email));
    await client.invalidateQueries({ queryKey });
    await client.invalidateQueries({ queryKey: ["me"] });
  };
  return (
    <TableSection
      heading={[texts.team.members, texts.team.membersLead]}
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
        { label: texts.team.memberStatus, cell: (member) => <MemberStatus member={member} /> },
        {
          label: texts.ui.remove,
          quiet: true,
          cell: (member) =>
            canChange ? (
              <>
                {member.status === "invited" ? (
                  <RowButton
                    label={texts.team.resend}
                    of={member.email}
                    onClick={() => void repeat(member)}
                  />
                ) : null}
                {member.status === "active" && member.mail === "bounced" ? (
                  <RowButton
                    label={texts.team.mailAgain}
                    of={member.email}
                    onClick={() => void repeat(member)}
                  />
                ) : null}
                <RowButton
                  danger
                  label={member.status === "invited" ? texts.team.withdraw : texts.ui.remove}
                  of={member.email}
                  onClick={() => setRemoving(member)}
                />
              </>
            ) : null,
        },
      ]}
    >
      {canChange ? <InviteMember team={team} /> : null}
      {removing === undefined ? null : (
        <ConfirmDialog
          opened
          onClose={() => setRemoving(undefined)}
          title={texts.team[removing.status === "invited" ? "withdrawTitle" : "removeTitle"](removing.email)}
          action={removing.status === "invited" ? texts.team.withdraw : texts.ui.remove}
          danger
          onConfirm={() => remove(removing)}
        >
          {removing.status === "invited" ? texts.team.withdrawLead : texts.team.removeLead}
        </ConfirmDialog>
      )}
    </TableSection>
  );
};

const MemberStatus = ({ member }: { member: Member }) => (
  <Group gap="xs">
    <MembershipStatus member={member} />
    {member.mail === undefined ? null : (
      <StatusBadge status="rejected" label={texts.team.unreached[member.mail]} />
    )}
  </Group>
);

const MembershipStatus = ({ member: { status, expiresAt } }: { member: Member }) => {
  if (status === "active" || expiresAt === undefined)
    return <StatusBadge status="active" label={texts.team.status.active} />;
  return Date.parse(expiresAt) > Date.now() ? (
    <StatusBadge status="pending" label={texts.team.invitedUntil(readable(expiresAt))} />
  ) : (
    <StatusBadge status="over" label={texts.team.invitationOver} />
  );
};

interface RowButtonProps {
  label: string;
  /** Whose row it is: buttons of one label are told apart by it. */
  of: string;
  danger?: boolean;
  onClick: () => void;
}

const RowButton = ({ label, of, danger = false, onClick }: RowButtonProps) => (
  <Button
    variant="subtle"
    {...(danger ? { color: "red" } : {})}
    size="compact-sm"
    aria-label={`${label}: ${of}`}
    onClick={onClick}
  >
    {label}
  </Button>
);
