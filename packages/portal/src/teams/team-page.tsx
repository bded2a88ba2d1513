import { useQuery } from "@tanstack/react-query";
import { useParams } from "@tanstack/react-router";
import type { ReactNode } from "react";
import type { Team } from "../api/resources.ts";
import { NoSuchSection } from "../shell/not-found.tsx";
import { texts } from "../texts/texts.ts";
import { TextLink } from "../ui/links.tsx";
import { Page } from "../ui/page.tsx";
import { QueryView } from "../ui/query-view.tsx";
import { SectionTabs } from "../ui/section-tabs.tsx";
import { StatusBadge } from "../ui/status-badge.tsx";
import { Members } from "./members.tsx";
import { teamQuery } from "./team-queries.ts";
import { TeamSettings } from "./team-settings.tsx";

const SECTIONS = ["members", "settings"] as const;
type SectionName = (typeof SECTIONS)[number];

export const TeamPage = () => {
  const { team } = useParams({ from: "/teams/$team/$section" });
  const query = useQuery(teamQuery(team));
  return <QueryView query={query}>{(found) => <TeamDetails team={found} />}</QueryView>;
};

const TeamDetails = ({ team }: { team: Team }) => {
  const { section } = useParams({ from: "/teams/$team/$section" });
  const parts: Record<SectionName, ReactNode> = {
    members: <Members team={team} />,
    settings: <TeamSettings key={team.id} team={team} />,
  };
  const shown = SECTIONS.find((each) => each === section);
  return (
    <Page
      title={team.name}
      above={<TextLink to="/teams">{texts.team.title}</TextLink>}
      beside={<StatusBadge status={team.status} label={texts.team.status[team.status]} />}
    >
      <SectionTabs
        label={team.name}
        tabs={SECTIONS.map((key) => ({
          key,
          label: texts.team.sections[key],
          link: { to: "/teams/$team/$section", params: { team: team.slug, section: key } },
        }))}
      />
      {shown === undefined ? <NoSuchSection /> : parts[shown]}
    </Page>
  );
};
