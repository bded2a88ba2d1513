import { Select } from "@mantine/core";
import type { ReactNode } from "react";
import { useMe } from "../session/me-query.ts";
import { texts } from "../texts/texts.ts";
import { Waiting } from "../ui/query-view.tsx";
import { FirstTeam } from "./first-team.tsx";

interface WithTeamsProps {
  /** Only those that one owns; else those in which one may change something. */
  owned?: boolean;
  children: (teams: readonly string[]) => ReactNode;
}

/** For what belongs to a team: with none, the first one is made here. */
export const WithTeams = ({ owned = false, children }: WithTeamsProps) => {
  const me = useMe();
  if (!me) return <Waiting />;
  const teams = me.teams
    .filter(({ role }) => (owned ? role === "owner" : role !== "viewer"))
    .map(({ team }) => team);
  return teams.length === 0 ? <FirstTeam /> : children(teams);
};

interface TeamSelectProps {
  teams: readonly string[];
  value: string;
  onChange: (team: string) => void;
}

export const TeamSelect = ({ teams, value, onChange }: TeamSelectProps) => (
  <Select
    label={texts.consumer.team}
    data={[...teams]}
    value={value}
    onChange={(team) => onChange(team ?? value)}
    allowDeselect={false}
  />
);
