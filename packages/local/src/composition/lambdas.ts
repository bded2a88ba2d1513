import type { Noun } from "@latchkey/functions/routes/route";
import type { LambdaHandler, StreamingHandler } from "../rest-api/lambda-handler.ts";

type Load = () => Promise<{ handler: unknown }>;

/** Each noun's Lambda, the very module that is deployed. */
const LOADERS: Record<Noun, Load> = {
  teams: () => import("@latchkey/functions/teams/teams-lambda"),
  services: () => import("@latchkey/functions/services/services-lambda"),
  catalog: () => import("@latchkey/functions/catalog/catalog-lambda"),
  consumers: () => import("@latchkey/functions/consumers/consumers-lambda"),
  credentials: () => import("@latchkey/functions/credentials/credentials-lambda"),
  subscriptions: () => import("@latchkey/functions/subscriptions/subscriptions-lambda"),
  approvals: () => import("@latchkey/functions/approvals/approvals-lambda"),
  invitations: () => import("@latchkey/functions/invitations/invitations-lambda"),
  verify: () => import("@latchkey/functions/verify/verify-lambda"),
  webhooks: () => import("@latchkey/functions/webhooks/webhooks-lambda"),
  audit: () => import("@latchkey/functions/audit/audit-lambda"),
  usage: () => import("@latchkey/functions/usage/usage-lambda"),
  operations: () => import("@latchkey/functions/operations/operations-lambda"),
  leaks: () => import("@latchkey/functions/leaks/leaks-lambda"),
  keys: () => import("@latchkey/functions/keys/keys-lambda"),
  oauth: () => import("@latchkey/functions/oauth/oauth-lambda"),
  gateway: () => import("@latchkey/functions/gateway/gateway-lambda"),
};

export type Lambdas = Record<Noun, LambdaHandler | StreamingHandler>;

/** Loads every noun. The environment must be complete before: a module may read it when it is loaded. */
export const loadLambdas = async (): Promise<Lambdas> => {
  const loaded = await Promise.all(
    Object.entries(LOADERS).map(async ([noun, load]) => [noun, (await load()).handler] as const),
  );
  return Object.fromEntries(loaded) as Lambdas;
};
