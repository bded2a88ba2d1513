import { Button, Tabs, Text } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useNavigate, useParams, useSearch } from "@tanstack/react-router";
import { lazy, Suspense, useState } from "react";
import { isVisitor, portalConfig } from "../api/connection.ts";
import type { CatalogService } from "../api/resources.ts";
import { ApplyDialog } from "../applying/apply-dialog.tsx";
import { SubscribersAnnouncements } from "../applying/subscribers-announcements.tsx";
import classes from "../catalog/catalog.module.css";
import { catalogServiceQuery } from "../catalog/catalog-queries.ts";
import { DeprecationNote, isClosed } from "../catalog/deprecation-note.tsx";
import { PlanCards } from "../catalog/plan-cards.tsx";
import { ScopeTable } from "../catalog/scope-table.tsx";
import { Tags } from "../catalog/service-face.tsx";
import { ToolList } from "../catalog/tool-list.tsx";
import { SampleCommand } from "../credentials/sample-command.tsx";
import { useSignIn } from "../session/use-sign-in.ts";
import { texts } from "../texts/texts.ts";
import { CodeBlock } from "../ui/code-block.tsx";
import { EmptyState } from "../ui/empty-state.tsx";
import { TextLink } from "../ui/links.tsx";
import { Page } from "../ui/page.tsx";
import { PageQuery } from "../ui/page-query.tsx";
import { ProblemPanel } from "../ui/problem-panel.tsx";
import { Waiting } from "../ui/query-view.tsx";
import { ServiceIcon } from "../ui/service-icon.tsx";
import { useNow } from "../ui/use-now.ts";

const Markdown = lazy(() => import("../ui/markdown.tsx"));
const ApiReference = lazy(() => import("../reference/api-reference.tsx"));

export const ServicePage = () => {
  const { service } = useParams({ from: "/catalog/$service" });
  const query = useQuery(catalogServiceQuery(service));
  return <PageQuery query={query}>{(found) => <ServiceDetails service={found} />}</PageQuery>;
};

/** Applying is a person's: signing in leads back to the service. */
const SignInToApply = () => {
  const { signIn, busy, error } = useSignIn();
  return (
    <div>
      {error ? <ProblemPanel error={error} /> : null}
      <Button onClick={signIn} loading={busy}>
        {texts.session.signInToApply}
      </Button>
    </div>
  );
};

/** An MCP server describes itself by its tools. */
const tabsOf = ({ kind, openapi }: CatalogService) =>
  kind === "mcp" ? ([...TABS.slice(0, 1), "tools", ...TABS.slice(1, openapi ? 3 : 2)] as const) : TABS;

const TABS = ["overview", "plans", "reference"] as const;

const ServiceDetails = ({ service }: { service: CatalogService }) => {
  const [applying, setApplying] = useState(false);
  const { tab = "overview" } = useSearch({ from: "/catalog/$service" });
  const navigate = useNavigate({ from: "/catalog/$service" });
  const now = useNow();
  const address = `${portalConfig().gatewayUrl}/${service.slug}`;
  return (
    <Page
      title={service.name}
      above={<TextLink to="/catalog">{texts.catalog.title}</TextLink>}
      icon={<ServiceIcon slug={service.slug} size={48} />}
      lead={
        <>
          {service.summary ? <div>{service.summary}</div> : null}
          <Text size="sm" c="dimmed" mt={4}>
            {texts.catalog.kinds[service.kind]} · {texts.catalog.by(service.team)} ·{" "}
            {service.approval === "auto" ? texts.catalog.auto : texts.catalog.manual}
          </Text>
        </>
      }
      actions={
        isVisitor() ? (
          <SignInToApply />
        ) : isClosed(service.deprecation, now) ? null : (
          <Button onClick={() => setApplying(true)}>{texts.subscription.subscribe}</Button>
        )
      }
    >
      <DeprecationNote service={service} />
      {isVisitor() ? null : <SubscribersAnnouncements service={service.slug} team={service.team} />}
      <Tabs
        value={tabsOf(service).find((each) => each === tab) ?? "overview"}
        onChange={(next) => void navigate({ search: next === null ? {} : { tab: next }, replace: true })}
        keepMounted={false}
      >
        <Tabs.List mb="lg">
          {tabsOf(service).map((each) => (
            <Tabs.Tab key={each} value={each}>
              {texts.catalog[each]}
            </Tabs.Tab>
          ))}
        </Tabs.List>
        <Tabs.Panel value="overview">
          <div className={classes["overview"]}>
            <div>
              {service.description ? (
                <Suspense fallback={<Waiting height={20} />}>
                  <Markdown text={service.description} />
                </Suspense>
              ) : (
                <Text c="dimmed">{texts.catalog.noDescription}</Text>
              )}
              {service.scopes ? <ScopeTable scopes={service.scopes} /> : null}
            </div>
            <div className={classes["aside"]}>
              <CodeBlock
                label={texts.catalog.address}
                code={service.kind === "mcp" ? address : `${address}/`}
              />
              <SampleCommand service={service} />
              <Tags tags={service.tags} />
            </div>
          </div>
        </Tabs.Panel>
        <Tabs.Panel value="tools">
          <ToolList slug={service.slug} address={address} />
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
      {isVisitor() ? null : (
        <ApplyDialog service={service} opened={applying} onClose={() => setApplying(false)} />
      )}
    </Page>
  );
};
