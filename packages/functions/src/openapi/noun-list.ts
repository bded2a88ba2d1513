import { auditDocs } from "../audit/audit-docs.ts";
import { auditOperations } from "../audit/audit-operations.ts";
import { catalogDocs } from "../catalog/catalog-docs.ts";
import { catalogOperations } from "../catalog/catalog-operations.ts";
import { publicCatalogOperations } from "../catalog/public-catalog-operations.ts";
import { consumersDocs } from "../consumers/consumers-docs.ts";
import { consumersOperations } from "../consumers/consumers-operations.ts";
import { transferDocs } from "../consumers/transfer-docs.ts";
import { transferOperations } from "../consumers/transfer-operations.ts";
import { credentialsDocs } from "../credentials/credentials-docs.ts";
import { credentialsOperations } from "../credentials/credentials-operations.ts";
import { deadLettersDocs } from "../dead-letters/dead-letters-docs.ts";
import { deadLettersOperations } from "../dead-letters/dead-letters-operations.ts";
import type { NounDocs, OperationDocs } from "../http/documented.ts";
import type { Operation } from "../http/operation.ts";
import { issuersDocs } from "../issuers/issuers-docs.ts";
import { issuersOperations } from "../issuers/issuers-operations.ts";
import { leaksDocs } from "../leaks/leaks-docs.ts";
import { leaksOperations } from "../leaks/leaks-operations.ts";
import { delegateDocs } from "../me/delegate-docs.ts";
import { delegateOperations } from "../me/delegate-operations.ts";
import { mailChoiceDocs } from "../me/mail-choice-docs.ts";
import { mailChoiceOperations } from "../me/mail-choice-operations.ts";
import { me } from "../me/me.ts";
import { meDocs } from "../me/me-docs.ts";
import { pluginsDocs } from "../plugins/plugins-docs.ts";
import { pluginsOperations } from "../plugins/plugins-operations.ts";
import { CONTROL_ROUTES } from "../routes/control-routes.ts";
import type { Route } from "../routes/route.ts";
import { servicesDocs } from "../services/services-docs.ts";
import { servicesOperations } from "../services/services-operations.ts";
import { subscriptionsDocs } from "../subscriptions/subscriptions-docs.ts";
import { subscriptionsOperations } from "../subscriptions/subscriptions-operations.ts";
import { teamsDocs } from "../teams/teams-docs.ts";
import { teamsOperations } from "../teams/teams-operations.ts";
import { usageDocs } from "../usage/usage-docs.ts";
import { usageOperations } from "../usage/usage-operations.ts";
import { verifyDocs } from "../verify/verify-docs.ts";
import { verifyOperations } from "../verify/verify-operations.ts";
import { webhooksDocs } from "../webhooks/webhooks-docs.ts";
import { webhooksOperations } from "../webhooks/webhooks-operations.ts";

const nothingToRead = () => {
  throw new Error("Operations are described here, not carried out.");
};

/** Those that anybody may ask for have no caller to be carried out for. */
const described = (
  operations: Readonly<Record<string, Omit<Operation, "handle">>>,
): Record<string, Operation> =>
  Object.fromEntries(
    Object.entries(operations).map(([name, operation]) => [name, { ...operation, handle: nothingToRead }]),
  );

/** Each noun's operations with their docs, in the order of the document. */
const NOUNS: readonly (readonly [operations: Readonly<Record<string, Operation>>, docs: NounDocs])[] = [
  [{ me }, meDocs],
  [delegateOperations, delegateDocs],
  [mailChoiceOperations, mailChoiceDocs],
  [teamsOperations, teamsDocs],
  [issuersOperations, issuersDocs],
  [servicesOperations, servicesDocs],
  [{ ...catalogOperations, ...described(publicCatalogOperations) }, catalogDocs],
  [consumersOperations, consumersDocs],
  [transferOperations, transferDocs],
  [pluginsOperations, pluginsDocs],
  [credentialsOperations, credentialsDocs],
  [subscriptionsOperations, subscriptionsDocs],
  [described(leaksOperations), leaksDocs],
  [verifyOperations, verifyDocs],
  [usageOperations, usageDocs],
  [webhooksOperations, webhooksDocs],
  [auditOperations(nothingToRead, () => {}), auditDocs],
  [deadLettersOperations, deadLettersDocs],
];

export const OPERATIONS: Readonly<Record<string, Operation>> = Object.fromEntries(
  NOUNS.flatMap(([operations]) => Object.entries(operations)),
);

export interface DescribedOperation {
  route: Route;
  operation: Operation;
  docs: OperationDocs;
}

/** Every route of the management API that has an operation, in the order of the routes. */
export const DESCRIBED: readonly DescribedOperation[] = CONTROL_ROUTES.flatMap((route) =>
  NOUNS.flatMap(([operations, { operations: texts }]) => {
    const operation = operations[route.operation];
    const docs = texts[route.operation];
    return operation && docs ? [{ route, operation, docs }] : [];
  }),
);

export const SCHEMA_DOCS = NOUNS.flatMap(([, { schemas }]) => schemas);

export const TAGS = NOUNS.flatMap(([, { tags }]) =>
  Object.entries(tags).map(([name, description]) => ({ name, description })),
).sort((one, other) => (one.name < other.name ? -1 : 1));
