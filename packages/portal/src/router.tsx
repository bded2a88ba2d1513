import {
  createRootRoute,
  createRoute,
  createRouter,
  type RouteComponent,
  redirect,
} from "@tanstack/react-router";
import { parseCatalogSearch } from "./catalog/catalog-search.ts";
import { CatalogPage } from "./pages/catalog-page.tsx";
import { BrokenPage } from "./shell/broken-page.tsx";
import { lazyPage } from "./shell/lazy-page.ts";
import { Shell } from "./shell/shell.tsx";
import { NotFound } from "./ui/not-found.tsx";

const text = (value: unknown): string | undefined =>
  typeof value === "string" && value !== "" ? value : undefined;

const routes = (problem: unknown) => {
  const root = createRootRoute({ component: () => <Shell problem={problem} />, notFoundComponent: NotFound });
  const getParentRoute = () => root;
  const page = <const Path extends string>(path: Path, component: RouteComponent) =>
    createRoute({ getParentRoute, path, component });
  const start = createRoute({
    getParentRoute,
    path: "/",
    beforeLoad: () => {
      throw redirect({ to: "/catalog", replace: true });
    },
  });
  const catalog = createRoute({
    getParentRoute,
    path: "/catalog",
    component: CatalogPage,
    validateSearch: parseCatalogSearch,
  });
  const catalogService = createRoute({
    getParentRoute,
    path: "/catalog/$service",
    validateSearch: (search): { tab?: string } => {
      const tab = text(search["tab"]);
      return tab === undefined ? {} : { tab };
    },
    component: lazyPage(() => import("./pages/service-page.tsx"), "ServicePage"),
  });
  const subscription = page(
    "/subscriptions/$subscription",
    lazyPage(() => import("./pages/subscription-page.tsx"), "SubscriptionPage"),
  );
  const subscriptions = page(
    "/subscriptions",
    lazyPage(() => import("./pages/subscriptions-page.tsx"), "SubscriptionsPage"),
  );
  const consumers = page(
    "/consumers",
    lazyPage(() => import("./pages/consumers-page.tsx"), "ConsumersPage"),
  );
  const consumer = page(
    "/consumers/$consumer/$section",
    lazyPage(() => import("./pages/consumer-page.tsx"), "ConsumerPage"),
  );
  const consumerStart = createRoute({
    getParentRoute,
    path: "/consumers/$consumer",
    beforeLoad: ({ params }) => {
      throw redirect({ to: "/consumers/$consumer/$section", params: { ...params, section: "basics" } });
    },
  });
  const services = page(
    "/services",
    lazyPage(() => import("./pages/services-page.tsx"), "ServicesPage"),
  );
  const service = page(
    "/services/$service/$section",
    lazyPage(() => import("./pages/service-admin-page.tsx"), "ServiceAdminPage"),
  );
  const serviceStart = createRoute({
    getParentRoute,
    path: "/services/$service",
    beforeLoad: ({ params }) => {
      throw redirect({ to: "/services/$service/$section", params: { ...params, section: "settings" } });
    },
  });
  const decisions = page(
    "/decisions",
    lazyPage(() => import("./pages/decisions-page.tsx"), "DecisionsPage"),
  );
  const teams = page(
    "/teams",
    lazyPage(() => import("./pages/teams-page.tsx"), "TeamsPage"),
  );
  const team = page(
    "/teams/$team/$section",
    lazyPage(() => import("./pages/team-page.tsx"), "TeamPage"),
  );
  const teamStart = createRoute({
    getParentRoute,
    path: "/teams/$team",
    beforeLoad: ({ params }) => {
      throw redirect({ to: "/teams/$team/$section", params: { ...params, section: "members" } });
    },
  });
  const delegate = page(
    "/delegate",
    lazyPage(() => import("./pages/delegate-page.tsx"), "DelegatePage"),
  );
  const people = page(
    "/people",
    lazyPage(() => import("./pages/people-page.tsx"), "PeoplePage"),
  );
  const deadLetters = page(
    "/dead-letters",
    lazyPage(() => import("./pages/dead-letters-page.tsx"), "DeadLettersPage"),
  );
  const usage = page(
    "/usage",
    lazyPage(() => import("./pages/usage-page.tsx"), "UsagePage"),
  );
  const help = page(
    "/help",
    lazyPage(() => import("./pages/help-page.tsx"), "HelpStartPage"),
  );
  const helpPage = createRoute({
    getParentRoute,
    path: "/help/$page",
    loader: async ({ params }) => (await import("./help/help-contents.ts")).loadHelpPage(params.page),
    component: lazyPage(() => import("./pages/help-page.tsx"), "HelpPage"),
  });
  const helpReference = page(
    "/help/reference",
    lazyPage(() => import("./pages/management-reference-page.tsx"), "ManagementReferencePage"),
  );
  return root.addChildren([
    start,
    catalog,
    catalogService,
    subscriptions,
    subscription,
    consumers,
    consumerStart,
    consumer,
    services,
    serviceStart,
    service,
    decisions,
    teams,
    teamStart,
    team,
    usage,
    delegate,
    people,
    deadLetters,
    help,
    helpReference,
    helpPage,
  ]);
};

export const createPortalRouter = (problem: unknown) =>
  createRouter({
    routeTree: routes(problem),
    defaultPreload: "intent",
    defaultErrorComponent: BrokenPage,
    scrollRestoration: true,
  });

declare module "@tanstack/react-router" {
  interface Register {
    router: ReturnType<typeof createPortalRouter>;
  }
}
