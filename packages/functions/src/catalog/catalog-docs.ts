import { answerObject, nounDocs } from "../http/documented.ts";
import { exampleResource, RESOURCE } from "../http/resource-texts.ts";
import { EXAMPLE_PLAN, SERVICE_TEXTS } from "../services/service-texts.ts";
import { CatalogView } from "../services/service-view.ts";
import type { catalogOperations } from "./catalog-operations.ts";

const {
  cors: _cors,
  approvalRules: _rules,
  whenCountersFail: _fail,
  assertion: _assertion,
  maxConcurrentCalls: _most,
  usageEvent: _event,
  models: _models,
  approvers: _approvers,
  ...SHOWN
} = SERVICE_TEXTS;

export const catalogDocs = nounDocs<typeof catalogOperations>({
  tags: { catalog: "The catalogue: services that the caller may apply for." },
  schemas: [
    answerObject("CatalogService", CatalogView, {
      description: "A service as those see it who may apply for it.",
      properties: { ...RESOURCE, ...SHOWN },
      example: {
        ...exampleResource("svc"),
        slug: "forecast",
        name: "Forecast",
        team: "weather",
        kind: "rest",
        summary: "Ten days ahead",
        visibility: "public",
        approval: "manual",
        plans: [EXAMPLE_PLAN],
        tags: ["weather"],
        status: "published",
      },
    }),
  ],
  operations: {
    listCatalog: {
      tag: "catalog",
      description: "For everybody who is signed in, and for programs. In the order of their making.",
      refuses: [],
      query: {
        q: "Words that slug, name, summary or tags contain.",
        tag: "Only services with this tag.",
        kind: "Only services of this kind.",
      },
    },
    readCatalog: {
      tag: "catalog",
      description: "For everybody who is signed in, and for programs. `{service}` is the slug or the id.",
      refuses: [],
    },
  },
});
