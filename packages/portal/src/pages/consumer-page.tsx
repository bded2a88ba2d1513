import { Text } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useParams } from "@tanstack/react-router";
import { lazy, type ReactNode, Suspense } from "react";
import { useHasPath } from "../api/features.ts";
import type { Consumer } from "../api/resources.ts";
import { consumerQuery } from "../consumers/consumer-queries.ts";
import { mayChange, useMe } from "../session/me-query.ts";
import { texts } from "../texts/texts.ts";
import { TextLink } from "../ui/links.tsx";
import { NoSuchSection } from "../ui/not-found.tsx";
import { Page } from "../ui/page.tsx";
import { PageQuery } from "../ui/page-query.tsx";
import { Waiting } from "../ui/query-view.tsx";
import { SectionTabs } from "../ui/section-tabs.tsx";
import { StatusBadge } from "../ui/status-badge.tsx";

const Basics = lazy(() => import("../consumers/consumer-basics.tsx"));
const Credentials = lazy(() => import("../credentials/credentials-section.tsx"));
const Subscriptions = lazy(() => import("../subscriptions/consumer-subscriptions.tsx"));

const Plugins = lazy(() => import("../plugins/consumer-plugins.tsx"));
const Usage = lazy(() => import("../usage/usage-view.tsx"));
const Refusals = lazy(() => import("../refusals/consumer-refusals.tsx"));
const History = lazy(() => import("../audit/consumer-history.tsx"));

type SectionName = keyof typeof texts.consumer.sections;

/** What viewers may not fill in; the others are there to be read, with their filters. */
const FORMS: ReadonlySet<SectionName> = new Set(["basics", "credentials", "plugins"]);

export const ConsumerPage = () => {
  const { consumer } = useParams({ from: "/consumers/$consumer/$section" });
  const query = useQuery(consumerQuery(consumer));
  return <PageQuery query={query}>{(found) => <ConsumerDetails consumer={found} />}</PageQuery>;
};

const ConsumerDetails = ({ consumer }: { consumer: Consumer }) => {
  const { section } = useParams({ from: "/consumers/$consumer/$section" });
  const sections = useSections();
  const canChange = mayChange(useMe(), consumer.team);
  const parts: Record<SectionName, ReactNode> = {
    basics: <Basics consumer={consumer} />,
    credentials: <Credentials consumer={consumer} />,
    subscriptions: <Subscriptions consumer={consumer} />,
    plugins: <Plugins consumer={consumer} />,
    usage: <Usage scope={{ consumer: consumer.id }} groupBy="service" />,
    refusals: <Refusals consumer={consumer} />,
    history: <History consumer={consumer} />,
  };
  const shown = sections.find((each) => each === section);
  return (
    <Page
      title={consumer.name}
      above={<TextLink to="/consumers">{texts.consumer.title}</TextLink>}
      beside={<StatusBadge status={consumer.status} label={texts.consumer.status[consumer.status]} />}
      lead={consumer.team}
    >
      {canChange ? null : (
        <Text size="sm" c="dimmed" mb="md">
          {texts.consumer.readOnly}
        </Text>
      )}
      <SectionTabs
        label={consumer.name}
        tabs={sections.map((key) => ({
          key,
          label: texts.consumer.sections[key],
          link: { to: "/consumers/$consumer/$section", params: { consumer: consumer.id, section: key } },
        }))}
      />
      {shown === undefined ? (
        <NoSuchSection />
      ) : (
        <fieldset className="plain" disabled={!canChange && FORMS.has(shown)}>
          <Suspense fallback={<Waiting />}>{parts[shown]}</Suspense>
        </fieldset>
      )}
    </Page>
  );
};

/** Those that this deployment's API has. */
const useSections = (): readonly SectionName[] => {
  const hasPlugins = useHasPath("/v1/consumers/{consumer}/plugins");
  const hasUsage = useHasPath("/v1/usage");
  const hasRefusals = useHasPath("/v1/consumers/{consumer}/refusals");
  return [
    "basics",
    "credentials",
    "subscriptions",
    ...(hasPlugins ? (["plugins"] as const) : []),
    ...(hasUsage ? (["usage"] as const) : []),
    ...(hasRefusals ? (["refusals"] as const) : []),
    "history",
  ];
};
