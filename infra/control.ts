import { CONTROL_API } from "@latchkey/functions/routes/control-api";
import type { Noun } from "@latchkey/functions/routes/route";
import { anchorEnvironment, readAnchors } from "./audit.ts";
import { authorizeRequests } from "./authorizer.ts";
import { bus } from "./event-bus.ts";
import { unqualified } from "./invocable.ts";
import { readKeys } from "./keys.ts";
import { lambda, logsOf } from "./lambda.ts";
import { ownHosts } from "./own-hosts.ts";
import { people } from "./people.ts";
import { control, controlUrl, deployPlane, gatewayUrl } from "./planes.ts";
import { portalUrl } from "./portal.ts";
import { signedUpstreams } from "./probe.ts";
import { answer } from "./routes.ts";
import { githubKeysEnvironment, keyPrefixEnvironment } from "./settings-keys.ts";
import { mailsEnvironment } from "./settings-mails.ts";
import { namesEnvironment } from "./settings-names.ts";
import { networkEnvironment } from "./settings-network.ts";
import { brandEnvironment } from "./settings-portal.ts";
import { settings } from "./stage.ts";
import { useIndexes, useItems } from "./table.ts";
import { titleOf } from "./title-of.ts";
import { versionEnvironment } from "./version.ts";

const environment = {
  ...people,
  LATCHKEY_CONTROL_URL: controlUrl,
  LATCHKEY_GATEWAY_URL: gatewayUrl,
  LATCHKEY_PORTAL_URL: portalUrl,
  ...namesEnvironment(settings),
  ...keyPrefixEnvironment(settings),
  ...mailsEnvironment(settings),
  ...networkEnvironment(settings),
  ...brandEnvironment(settings),
  LATCHKEY_PUBLIC_CATALOG: String(settings.publicCatalog),
  ...ownHosts,
  LATCHKEY_MAX_CONCURRENT_CALLS: String(settings.maxConcurrentCalls),
  LATCHKEY_REVOCATION_SECONDS: String(settings.revocationSeconds),
};

/**
 * Every noun uses up signatures that may be used once, counts limits, records when a credential was last used, and hashes a
 * key again that a former pepper has hashed: a record, written under the ring `record`.
 */
const admitting = ["PutItem", "UpdateItem"] as const;

/**
 * A change and its outbox item are one transaction, and IAM asks for what each of its writes is. `request` seals
 * cursors and fingerprints `Idempotency-Key`s. What changes something reads the records of a calling machine again, in one
 * batch.
 */
const PERMISSIONS: Record<Exclude<Noun, "gateway">, sst.aws.FunctionPermissionArgs[]> = {
  teams: [
    useItems("GetItem", "BatchGetItem", "Query", "DeleteItem", ...admitting),
    useIndexes("gsi1", "gsi2"),
    readKeys("record", "request"),
  ],
  services: [
    useItems("GetItem", "BatchGetItem", "Query", "DeleteItem", ...admitting),
    // The third: whether a team subscribes to a service, and so may read its announcements. The last: services by name.
    useIndexes("gsi1", "gsi2", "gsi3", "gsi4"),
    readKeys("data", "record", "request"),
  ],
  catalog: [
    useItems("GetItem", "Query", ...admitting),
    useIndexes("gsi1", "gsi3"),
    readKeys("record", "request"),
  ],
  consumers: [
    // A consumer that goes to another team must not subscribe to the management API.
    useItems("GetItem", "BatchGetItem", "Query", "ConditionCheckItem", ...admitting),
    useIndexes("gsi1", "gsi2", "gsi3"),
    readKeys("record", "request"),
  ],
  // The first team to name an issuer owns it, in a table that records each owner; the issuer's keys are fetched for all
  // teams.
  credentials: [
    useItems("GetItem", "BatchGetItem", "Query", "DeleteItem", "ConditionCheckItem", ...admitting),
    useIndexes("gsi1"),
    readKeys("pepper", "data", "record", "request"),
  ],
  subscriptions: [
    useItems("GetItem", "BatchGetItem", "Query", ...admitting),
    useIndexes("gsi1", "gsi2", "gsi3", "gsi4"),
    readKeys("record", "request"),
  ],
  webhooks: [
    useItems("GetItem", "BatchGetItem", "Query", "DeleteItem", ...admitting),
    useIndexes("gsi1", "gsi2"),
    readKeys("data", "record", "request"),
  ],
  audit: [
    useItems("GetItem", "Query", ...admitting),
    useIndexes("gsi1", "gsi2"),
    readKeys("audit", "record", "request"),
    ...readAnchors,
  ],
  // A link works without a credential, so no call is admitted: these are the writes of the decision itself, and of
  // unsubscribing, which reads who has before.
  approvals: [
    useItems("GetItem", "BatchGetItem", "Query", "PutItem", "UpdateItem", "DeleteItem"),
    readKeys("link", "record"),
  ],
  // A change of a service without an OpenAPI document removes one; the request key seals what a list goes on with.
  invitations: [
    useItems("GetItem", "Query", "PutItem", "UpdateItem", "DeleteItem"),
    useIndexes("gsi3"),
    readKeys("link", "record", "request"),
  ],
  // The authorizer's verdict, for a provider's own program.
  verify: [
    useItems("GetItem", "BatchGetItem", "Query", ...admitting),
    useIndexes("gsi2"),
    readKeys("pepper", "data", "record", "request", "token-public"),
  ],
  usage: [useItems("GetItem", "Query", ...admitting), useIndexes("gsi1"), readKeys("record", "request")],
  // Anybody may report: it counts the requests of an address, hands reports over, and reads nothing.
  leaks: [useItems("UpdateItem"), { actions: ["events:PutEvents"], resources: [bus.arn] }],
  // Public halves only; its own function, since the ring holds the private ones.
  keys: [readKeys("assertion")],
  // The one function that makes access tokens. Revoking one changes its client's credential.
  oauth: [
    useItems("GetItem", "BatchGetItem", "Query", ...admitting),
    useIndexes("gsi4"),
    readKeys("pepper", "record", "request", "token", "token-public"),
  ],
  operations: [useItems("GetItem", ...admitting), useIndexes("gsi1"), readKeys("record", "request")],
};

/** They fetch what issuers publish, or ask MCP servers for their tools; all others ask AWS alone. */
const CONNECTING: ReadonlySet<string> = new Set(["credentials", "oauth", "services", "verify"]);

const nouns = new Map(
  Object.entries(PERMISSIONS).map(([noun, permissions]) => [
    noun,
    lambda(noun, {
      entry: `${noun}/${noun}-lambda`,
      environment: {
        ...environment,
        ...(noun === "audit" ? anchorEnvironment : {}),
        ...(noun === "services" ? signedUpstreams : {}),
        ...(noun === "leaks" ? { LATCHKEY_BUS: bus.name, ...githubKeysEnvironment(settings) } : {}),
        ...(noun === "operations" ? versionEnvironment : {}),
      },
      permissions,
      ...(CONNECTING.has(noun) ? { connects: true } : {}),
    }),
  ]),
);

/** Where the function of a noun writes. */
export const logsOfNoun = (noun: Noun): aws.cloudwatch.LogGroup => {
  const of = nouns.get(noun);
  if (!of) throw new Error(`There is no function of ${noun}.`);
  return logsOf(of);
};

const authorizer = authorizeRequests(control).id;

for (const [noun, of] of nouns)
  answer(
    "control",
    control,
    CONTROL_API.filter((route) => route.noun === noun),
    { title: titleOf(noun), function: unqualified(of), authorizer },
  );

deployPlane("control");
