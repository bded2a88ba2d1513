import { Button, Code, Tabs, Text } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useNavigate, useParams, useSearch } from "@tanstack/react-router";
import { lazy, Suspense, useState } from "react";
import { portalConfig } from "../api/connection.ts";
import type { CatalogService } from "../api/resources.ts";
import { catalogServiceQuery } from "../catalog/catalog-queries.ts";
import { PlanCards } from "../catalog/plan-cards.tsx";
import { ScopeTable } from "../catalog/scope-table.tsx";
import { Tags } from "../catalog/service-card.tsx";
import { SampleCommand } from "../credentials/sample-command.tsx";
import { ApplyDialog } from "../subscriptions/apply-dialog.tsx";
import { texts } from "../texts/texts.ts";
import { EmptyState } from "../ui/empty-state.tsx";
import { TextLink } from "../ui/links.tsx";
import { Page } from "../ui/page.tsx";
import { PageQuery } from "../ui/page-query.tsx";
import { Waiting } from "../ui/query-view.tsx";

const Markdown = lazy(() => import("../ui/markdown.tsx"));
const ApiReference = lazy(() => import("../reference/api-reference.tsx"));

export const ServicePage = () => {
  const { service } = useParams({ from: "/catalog/$service" });
  const query = useQuery(catalogServiceQuery(service));
  return <PageQuery query={query}>{(found) => <ServiceDetails service={found} />}</PageQuery>;
};

const TABS = ["overview", "plans", "reference"] as const;

const ServiceDetails = ({ service }: { service: CatalogService }) => {
  const [applying, setApplying] = useState(false);
  const { tab = "overview" } = useSearch({ from: "/catalog/$service" });
  const navigate = useNavigate({ from: "/catalog/$service" });
  const address = `${portalConfig().gatewayUrl}/${service.slug}`;
  return (
    <Page
      title={service.name}
      above={<TextLink to="/catalog">{texts.catalog.title}</TextLink>}
      lead={service.summary}
      actions={<Button onClick={() => setApplying(true)}>{texts.subscription.subscribe}</Button>}
    >
      <Text size="sm" c="dimmed" mb="xs">
        {texts.catalog.kinds[service.kind]} · {texts.catalog.by(service.team)} ·{" "}
        {service.approval === "auto" ? texts.catalog.auto : texts.catalog.manual}
      </Text>
      <Tags tags={service.tags} />
      <Text size="sm" my="md">
        {texts.catalog.address} <Code>{address}/</Code>
      </Text>
      <Tabs
        value={TABS.find((each) => each === tab) ?? "overview"}
        onChange={(next) => void navigate({ search: next === null ? {} : { tab: next }, replace: true })}
        keepMounted={false}
      >
        <Tabs.List mb="lg">
          {TABS.map((each) => (
            <Tabs.Tab key={each} value={each}>
              {texts.catalog[each]}
            </Tabs.Tab>
          ))}
        </Tabs.List>
        <Tabs.Panel value="overview">
          {service.description ? (
            <Suspense fallback={<Waiting height={20} />}>
              <Markdown text={service.description} />
            </Suspense>
          ) : (
            <Text c="dimmed">{texts.catalog.noDescription}</Text>
          )}
          <SampleCommand service={service} />
          {service.scopes ? <ScopeTable scopes={service.scopes} /> : null}
        </Tabs.Panel>
        <Tabs.Panel value="plans">
          <PlanCards plans={service.plans} />
        </Tabs.Panel>
        <Tabs.Panel value="reference">
          {service.openapi ? (
            <Suspense fallback={<Waiting />}>
              <ApiReference document={service.openapi} address={address} />
            </Suspense>
          ) : (
            <EmptyState title={texts.catalog.noReference} lead={texts.catalog.noReferenceLead} />
          )}
        </Tabs.Panel>
      </Tabs>
      <ApplyDialog service={service} opened={applying} onClose={() => setApplying(false)} />
    </Page>
  );
};
