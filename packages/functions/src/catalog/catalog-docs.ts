import { answerObject, answerUnion, nounDocs } from "../http/documented.ts";
import { exampleResource, RESOURCE } from "../http/resource-texts.ts";
import { EXAMPLE_PLAN, EXAMPLE_SERVICE, SERVICE_TEXTS } from "../services/service-texts.ts";
import { CatalogView } from "../services/service-view.ts";
import type { catalogOperations } from "./catalog-operations.ts";
import { type publicCatalogOperations, ServiceDocument } from "./public-catalog-operations.ts";

const {
  cors: _cors,
  approvalRules: _rules,
  whenCountersFail: _fail,
  assertion: _assertion,
  maxConcurrentCalls: _most,
  usageEvent: _event,
  models: _models,
  approvers: _approvers,
  approvalsNeeded: _needed,
  ...SHOWN
} = SERVICE_TEXTS;

export const catalogDocs = nounDocs<typeof catalogOperations & typeof publicCatalogOperations>({
  tags: { catalog: "The catalogue: services that the caller may apply for." },
  schemas: [
    answerUnion(
      "OpenApiDocument",
      ServiceDocument,
      "An OpenAPI document, as the service's provider wrote it.",
    ),
    answerObject("CatalogService", CatalogView, {
      description: "A service as those see it who may apply for it.",
      properties: { ...RESOURCE, ...SHOWN },
      example: {
        ...exampleResource("svc"),
        ...EXAMPLE_SERVICE,
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
    listPublicCatalog: {
      tag: "catalog",
      description:
        "Published and public services, for everybody and without a credential; answers may be a minute old. Where the stage does not show its catalogue (the setting `publicCatalog`): 404.",
      refuses: ["not-found"],
      query: {
        q: "Words that slug, name, summary or tags contain.",
        tag: "Only services with this tag.",
        kind: "Only services of this kind.",
      },
    },
    readPublicCatalog: {
      tag: "catalog",
      description:
        "For everybody and without a credential, as the list. A draft, a private and an unknown service read alike. `{service}` is the slug or the id.",
      refuses: [],
    },
    readPublicDocument: {
      tag: "catalog",
      description:
        "For everybody and without a credential, as the list. Its `servers` are the service's address at the gateway. Of a service whose provider gave none it has no paths.",
      refuses: [],
    },
    readCatalog: {
      tag: "catalog",
      description: "For everybody who is signed in, and for programs. `{service}` is the slug or the id.",
      refuses: [],
    },
  },
});
