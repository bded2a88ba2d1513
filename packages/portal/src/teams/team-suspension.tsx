import { useQueryClient } from "@tanstack/react-query";
import type { Team } from "../api/resources.ts";
import { resumeTeam, suspendTeam } from "../platform/platform-queries.ts";
import { texts } from "../texts/texts.ts";
import { ConfirmButton } from "../ui/confirm-button.tsx";
import { notify } from "../ui/notices.ts";
import { Section } from "../ui/section.tsx";
import { teamQuery } from "./team-queries.ts";

/** For platform admins only. */
export const TeamSuspension = ({ team }: { team: Team }) => {
  const client = useQueryClient();
  const isActive = team.status === "active";
  const title = isActive ? texts.platform.suspendTeam : texts.platform.resumeTeam;
  const turn = async () => {
    await (isActive ? suspendTeam(team.slug) : resumeTeam(team.slug));
    notify("good", isActive ? texts.platform.teamSuspended : texts.platform.teamResumed);
    await client.invalidateQueries({ queryKey: teamQuery(team.slug).queryKey });
    await client.invalidateQueries({ queryKey: ["teams"] });
  };
  return (
    <Section
      title={texts.nav.platform}
      lead={texts.platform.suspendTeamLead}
      actions={
        <ConfirmButton title={title} action={title} onConfirm={turn}>
          {isActive ? texts.platform.suspendTeamLead : texts.subscription.leads.resume}
        </ConfirmButton>
      }
    />
  );
};
