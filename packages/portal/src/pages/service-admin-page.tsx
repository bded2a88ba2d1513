import { useQuery } from "@tanstack/react-query";
import { type LinkProps, useParams } from "@tanstack/react-router";
import { lazy, type ReactElement } from "react";
import { useHasPath } from "../api/features.ts";
import type { Service } from "../api/resources.ts";
import { DeprecationNote } from "../catalog/deprecation-note.tsx";
import { PLATFORM_SERVICE } from "../catalog/platform-service.ts";
import { serviceQuery } from "../catalog/service-query.ts";
import { PublicationNote } from "../services/publication-note.tsx";
import { PublishButton } from "../services/publish-button.tsx";
import { isOwner, useMe } from "../session/me-query.ts";
import { texts } from "../texts/texts.ts";
import { ButtonLink, TextLink } from "../ui/links.tsx";
import { PageQuery } from "../ui/page-query.tsx";
import { ReadOnlyNote } from "../ui/read-only-note.tsx";
import { ResourcePage } from "../ui/resource-page.tsx";
import { Sections } from "../ui/sections.tsx";
import { ServiceIcon } from "../ui/service-icon.tsx";

const Settings = lazy(() => import("../services/service-settings.tsx"));
const Plans = lazy(() => import("../services/plans-and-rules.tsx"));
const Application = lazy(() => import("../services/application-editor.tsx"));
const Subscribers = lazy(() => import("../services/subscribers.tsx"));

const Usage = lazy(() => import("../services/service-usage.tsx"));
const Costs = lazy(() => import("../services/service-costs.tsx"));

type SectionName = keyof typeof texts.service.sections;

/** What only owners may fill in; the others are there to be read, with their filters. */
const FORMS: ReadonlySet<SectionName> = new Set(["settings", "plans", "application"]);

/** A service as its own team sees it. */
export const ServiceAdminPage = () => {
  const { service, section } = useParams({ from: "/services/$service/$section" });
  const query = useQuery(serviceQuery(service));
  return (
    <PageQuery query={query}>{(found) => <ServiceDetails service={found} section={section} />}</PageQuery>
  );
};

const ServiceDetails = ({ service, section }: { service: Service; section: string }) => {
  const isPlatform = service.slug === PLATFORM_SERVICE;
  const me = useMe();
  const canChange = isOwner(me, service.team) && !isPlatform;
  const canDecide = isPlatform ? me?.admin === true : canChange;
  const hasUsage = useHasPath("/v1/usage");
  const parts: Record<SectionName, ReactElement | false> = {
    settings: <Settings key={service.id} service={service} canChange={canChange} />,
    plans: <Plans key={service.id} service={service} canChange={canChange} />,
    application: !isPlatform && <Application key={service.id} service={service} canChange={canChange} />,
    subscribers: <Subscribers service={service} canChange={canDecide} />,
    usage: hasUsage && <Usage service={service} />,
    costs: hasUsage && service.kind === "ai" && <Costs service={service} />,
  };
  const linkTo = (to: SectionName): LinkProps => ({
    to: "/services/$service/$section",
    params: { service: service.slug, section: to },
  });
  return (
    <ResourcePage
      of={service}
      icon={<ServiceIcon slug={service.slug} size={44} />}
      list="/services"
      texts={texts.service}
      lead={service.summary}
      actions={
        <>
          {service.status === "published" ? (
            <ButtonLink variant="default" to="/catalog/$service" params={{ service: service.slug }}>
              {texts.service.inCatalog}
            </ButtonLink>
          ) : null}
          {canChange && service.status !== "published" ? <PublishButton service={service} /> : null}
        </>
      }
    >
      {canChange ? null : (
        <ReadOnlyNote>{isPlatform ? texts.service.platformReadOnly : texts.service.readOnly}</ReadOnlyNote>
      )}
      <PublicationNote service={service} />
      <DeprecationNote service={service}>
        <TextLink {...linkTo("usage")}>{texts.deprecation.stillCalls}</TextLink>
      </DeprecationNote>
      <Sections
        of={service.name}
        labels={texts.service.sections}
        parts={parts}
        current={section}
        linkTo={linkTo}
        locked={canChange ? undefined : FORMS}
      />
    </ResourcePage>
  );
};
