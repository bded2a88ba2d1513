import { useQuery } from "@tanstack/react-query";
import { type LinkProps, useParams } from "@tanstack/react-router";
import { lazy, type ReactElement } from "react";
import { useHasPath } from "../api/features.ts";
import type { Team } from "../api/resources.ts";
import { isOwner, useMe } from "../session/me-query.ts";
import { Members } from "../teams/members.tsx";
import { teamQuery } from "../teams/team-queries.ts";
import { TeamSettings } from "../teams/team-settings.tsx";
import { texts } from "../texts/texts.ts";
import { PageQuery } from "../ui/page-query.tsx";
import { ResourcePage } from "../ui/resource-page.tsx";
import { Sections } from "../ui/sections.tsx";

const Webhooks = lazy(() => import("../webhooks/team-webhooks.tsx"));

const Audit = lazy(() => import("../audit/team-audit.tsx"));

type SectionName = keyof typeof texts.team.sections;

export const TeamPage = () => {
  const { team, section } = useParams({ from: "/teams/$team/$section" });
  const query = useQuery(teamQuery(team));
  return <PageQuery query={query}>{(found) => <TeamDetails team={found} section={section} />}</PageQuery>;
};

const TeamDetails = ({ team, section }: { team: Team; section: string }) => {
  const owns = isOwner(useMe(), team.slug);
  const hasWebhooks = useHasPath("/v1/teams/{team}/webhooks") && owns;
  const hasAudit = useHasPath("/v1/audit") && owns;
  const parts: Record<SectionName, ReactElement | false> = {
    members: <Members team={team} />,
    settings: <TeamSettings key={team.id} team={team} />,
    webhooks: hasWebhooks && <Webhooks team={team} />,
    audit: hasAudit && <Audit team={team} />,
  };
  const linkTo = (to: SectionName): LinkProps => ({
    to: "/teams/$team/$section",
    params: { team: team.slug, section: to },
  });
  return (
    <ResourcePage of={team} list="/teams" texts={texts.team}>
      <Sections of={team.name} labels={texts.team.sections} parts={parts} current={section} linkTo={linkTo} />
    </ResourcePage>
  );
};
