import { useQuery } from "@tanstack/react-query";
import { type LinkProps, useParams } from "@tanstack/react-router";
import { lazy, type ReactElement } from "react";
import { useHasPath } from "../api/features.ts";
import type { Consumer } from "../api/resources.ts";
import { consumerQuery } from "../consumers/consumer-queries.ts";
import { OfferNote } from "../consumers/transfer-notes.tsx";
import { mayChange, useMe } from "../session/me-query.ts";
import { texts } from "../texts/texts.ts";
import { PageQuery } from "../ui/page-query.tsx";
import { ReadOnlyNote } from "../ui/read-only-note.tsx";
import { ResourcePage } from "../ui/resource-page.tsx";
import { Sections } from "../ui/sections.tsx";

const Basics = lazy(() => import("../consumers/consumer-basics.tsx"));
const Credentials = lazy(() => import("../credentials/credentials-section.tsx"));
const Subscriptions = lazy(() => import("../subscriptions/consumer-subscriptions.tsx"));

const Limits = lazy(() => import("../limits/consumer-limits.tsx"));
const Plugins = lazy(() => import("../plugins/consumer-plugins.tsx"));
const Usage = lazy(() => import("../usage/usage-view.tsx"));
const Calls = lazy(() => import("../refusals/consumer-calls.tsx"));
const Refusals = lazy(() => import("../refusals/consumer-refusals.tsx"));
const History = lazy(() => import("../audit/consumer-history.tsx"));

type SectionName = keyof typeof texts.consumer.sections;

/** What viewers may not fill in; the others are there to be read, with their filters. */
const FORMS: ReadonlySet<SectionName> = new Set(["basics", "credentials", "plugins"]);

export const ConsumerPage = () => {
  const { consumer, section } = useParams({ from: "/consumers/$consumer/$section" });
  const query = useQuery(consumerQuery(consumer));
  return (
    <PageQuery query={query}>{(found) => <ConsumerDetails consumer={found} section={section} />}</PageQuery>
  );
};

const ConsumerDetails = ({ consumer, section }: { consumer: Consumer; section: string }) => {
  const hasPlugins = useHasPath("/v1/consumers/{consumer}/plugins");
  const hasLimits = useHasPath("/v1/consumers/{consumer}/limits");
  const hasUsage = useHasPath("/v1/usage");
  const hasCalls = useHasPath("/v1/consumers/{consumer}/calls");
  const hasRefusals = useHasPath("/v1/consumers/{consumer}/refusals");
  const canChange = mayChange(useMe(), consumer.team);
  const parts: Record<SectionName, ReactElement | false> = {
    basics: <Basics consumer={consumer} />,
    credentials: <Credentials consumer={consumer} />,
    subscriptions: <Subscriptions consumer={consumer} />,
    limits: hasLimits && <Limits consumer={consumer} />,
    plugins: hasPlugins && <Plugins consumer={consumer} />,
    usage: hasUsage && <Usage scope={{ consumer: consumer.id }} groupBy="service" />,
    calls: hasCalls && <Calls consumer={consumer} />,
    refusals: hasRefusals && <Refusals consumer={consumer} />,
    history: <History consumer={consumer} />,
  };
  const linkTo = (to: SectionName): LinkProps => ({
    to: "/consumers/$consumer/$section",
    params: { consumer: consumer.id, section: to },
  });
  return (
    <ResourcePage of={consumer} list="/consumers" texts={texts.consumer} lead={consumer.team}>
      {canChange ? null : <ReadOnlyNote>{texts.consumer.readOnly}</ReadOnlyNote>}
      <OfferNote consumer={consumer} />
      <Sections
        of={consumer.name}
        labels={texts.consumer.sections}
        parts={parts}
        current={section}
        linkTo={linkTo}
        locked={canChange ? undefined : FORMS}
      />
    </ResourcePage>
  );
};
