import { GetAccountSettingsCommand, GetFunctionConcurrencyCommand } from "@aws-sdk/client-lambda";
import type { Settings } from "../settings-groups.ts";
import type { Clients } from "./clients.ts";
import { errorName, type Finding, ok, refused } from "./finding.ts";

const ABOUT = "Lambda's concurrency";

/** AWS refuses reservations that leave fewer (Lambda Developer Guide, "Configuring reserved concurrency"). */
const MIN_UNRESERVED = 100;

/** Which functions a stage reserves for, and by which setting. */
const RESERVING = {
  authorizer: "authorizerConcurrency",
  gateway: "gatewayConcurrency",
  deliver: "webhookConcurrency",
  ingest: "ingestConcurrency",
} as const;

/** Whether what the settings reserve can be reserved, beside what the account's other functions have reserved. */
export const askConcurrency = async (
  { lambda }: Pick<Clients, "lambda">,
  stage: string,
  settings: Settings,
): Promise<Finding[]> => {
  const { AccountLimit } = await lambda.send(new GetAccountSettingsCommand());
  const limit = AccountLimit?.ConcurrentExecutions ?? 0;
  const unreserved = AccountLimit?.UnreservedConcurrentExecutions ?? 0;
  const names = Object.keys(RESERVING) as (keyof typeof RESERVING)[];
  const wanted = names.reduce((sum, name) => sum + settings[RESERVING[name]], 0);
  const held = await Promise.all(names.map((name) => reservedFor(lambda, `latchkey-${stage}-${name}`)));
  const left = unreserved + held.reduce((sum, each) => sum + each, 0) - wanted;
  const found = `${limit} at once, ${unreserved} of them unreserved; the settings reserve ${wanted}.`;
  if (wanted === 0 || left >= MIN_UNRESERVED) return [ok(ABOUT, found)];
  return [
    refused(
      ABOUT,
      found,
      `AWS keeps ${MIN_UNRESERVED} unreserved: set ${Object.values(RESERVING).join(", ")} to 0 or to less, or request more (Service Quotas, L-B99A9384).`,
    ),
  ];
};

/** What this stage's own function has reserved by now: a deploy gives it back. */
const reservedFor = async (lambda: Clients["lambda"], FunctionName: string): Promise<number> => {
  try {
    const answer = await lambda.send(new GetFunctionConcurrencyCommand({ FunctionName }));
    return answer.ReservedConcurrentExecutions ?? 0;
  } catch (error) {
    if (errorName(error) === "ResourceNotFoundException") return 0;
    throw error;
  }
};
