import { useQuery } from "@tanstack/react-query";
import { useParams } from "@tanstack/react-router";
import { lazy, type ReactNode, Suspense } from "react";
import { useHasPath } from "../api/features.ts";
import type { Team } from "../api/resources.ts";
import { isOwner, useMe } from "../session/me-query.ts";
import { Members } from "../teams/members.tsx";
import { teamQuery } from "../teams/team-queries.ts";
import { TeamSettings } from "../teams/team-settings.tsx";
import { texts } from "../texts/texts.ts";
import { TextLink } from "../ui/links.tsx";
import { NoSuchSection } from "../ui/not-found.tsx";
import { Page } from "../ui/page.tsx";
import { PageQuery } from "../ui/page-query.tsx";
import { Waiting } from "../ui/query-view.tsx";
import { SectionTabs } from "../ui/section-tabs.tsx";
import { StatusBadge } from "../ui/status-badge.tsx";

const Webhooks = lazy(() => import("../webhooks/team-webhooks.tsx"));

const Audit = lazy(() => import("../audit/team-audit.tsx"));

type SectionName = keyof typeof texts.team.sections;

export const TeamPage = () => {
  const { team } = useParams({ from: "/teams/$team/$section" });
  const query = useQuery(teamQuery(team));
  return <PageQuery query={query}>{(found) => <TeamDetails team={found} />}</PageQuery>;
};

const TeamDetails = ({ team }: { team: Team }) => {
  const { section } = useParams({ from: "/teams/$team/$section" });
  const sections = useSections(team);
  const parts: Record<SectionName, ReactNode> = {
    members: <Members team={team} />,
    settings: <TeamSettings key={team.id} team={team} />,
    webhooks: <Webhooks team={team} />,
    audit: <Audit team={team} />,
  };
  const shown = sections.find((each) => each === section);
  return (
    <Page
      title={team.name}
      above={<TextLink to="/teams">{texts.team.title}</TextLink>}
      beside={<StatusBadge status={team.status} label={texts.team.status[team.status]} />}
    >
      <SectionTabs
        label={team.name}
        tabs={sections.map((key) => ({
          key,
          label: texts.team.sections[key],
          link: { to: "/teams/$team/$section", params: { team: team.slug, section: key } },
        }))}
      />
      {shown === undefined ? <NoSuchSection /> : <Suspense fallback={<Waiting />}>{parts[shown]}</Suspense>}
    </Page>
  );
};

/** Those that this deployment's API has, and that this person may see. */
const useSections = (team: Team): readonly SectionName[] => {
  const owns = isOwner(useMe(), team.slug);
  const hasWebhooks = useHasPath("/v1/teams/{team}/webhooks") && owns;
  const hasAudit = useHasPath("/v1/audit") && owns;
  return [
    "members",
    "settings",
    ...(hasWebhooks ? (["webhooks"] as const) : []),
    ...(hasAudit ? (["audit"] as const) : []),
  ];
};
