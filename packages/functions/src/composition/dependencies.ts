import { createCommit } from "@latchkey/aws/commit/commit";
import { createDynamoClient, type DynamoClient } from "@latchkey/aws/dynamo/dynamo-client";
import type { Table } from "@latchkey/aws/dynamo/table";
import { secretKeyRings } from "@latchkey/aws/key-ring/key-rings";
import { recordRing } from "@latchkey/aws/key-ring/record-ring";
import { createSecretsClient } from "@latchkey/aws/key-ring/secrets-client";
import { schemaGuard } from "@latchkey/aws/migration/schema-guard";
import { allowanceTable } from "@latchkey/aws/stores/allowance-table";
import { authorizerTable } from "@latchkey/aws/stores/authorizer-table";
import { readReceipt } from "@latchkey/aws/stores/receipt-table";
import { tableStores } from "@latchkey/aws/stores/table-stores";
import type { AllowanceStore } from "@latchkey/core/allowance/allowance-store";
import type { Timing } from "@latchkey/core/due/timing";
import type { KeyRings } from "@latchkey/core/key-ring/key-ring";
import { once } from "@latchkey/core/once";
import type { PlatformStores } from "@latchkey/core/platform/stores";
import { DEFAULT_LIMITS, type Limits } from "@latchkey/core/stage/limits";
import type { StageSettings } from "@latchkey/core/stage/stage-settings";
import { now } from "./clock.ts";
import type { ControlPlane } from "./control-plane.ts";
import { ownHostsOfStage } from "./own-hosts.ts";
import { random } from "./random.ts";
import { ringReading } from "./ring-reading.ts";
import { settings } from "./settings.ts";

/*
 * The composition root: it makes the dependencies of a Lambda, once, when they are first needed. A Lambda's bundle holds
 * only the part that it names.
 */

let createClient: () => DynamoClient = createDynamoClient;

/** For the local program only, before the table is used. */
export const setDynamoClient = (create: () => DynamoClient): void => {
  createClient = create;
};

export const table = /* @__PURE__ */ once(
  (): Table => ({ client: createClient(), tableName: settings().LATCHKEY_TABLE }),
);

export const keyRings = /* @__PURE__ */ once(
  (): KeyRings => secretKeyRings({ ...ringReading(), client: createSecretsClient() }),
);

export const stores = /* @__PURE__ */ once(
  (): PlatformStores => tableStores({ ...table(), cursorRing: () => keyRings().ring("request") }),
);

export const allowances = /* @__PURE__ */ once((): AllowanceStore => allowanceTable(table()));

const stageSettings = (): StageSettings => {
  const known = settings();
  const issuer = known.LATCHKEY_OIDC_ISSUER;
  return {
    ...(issuer ? { issuer } : {}),
    ...(known.LATCHKEY_CONTROL_URL ? { controlUrl: known.LATCHKEY_CONTROL_URL } : {}),
    allowPrivateAddresses: known.LATCHKEY_PRIVATE_UPSTREAMS === "true",
    allowPrivateWebhooks: known.LATCHKEY_PRIVATE_WEBHOOKS === "true",
    isOwnAddress: (url) => ownHostsOfStage().isNamed(url),
    allowedUpstreams: known.LATCHKEY_ALLOWED_UPSTREAMS,
    iamUpstreams: known.LATCHKEY_IAM_UPSTREAMS,
    keyPrefix: known.LATCHKEY_KEY_PREFIX,
    reservedSlugs: known.LATCHKEY_RESERVED_SLUGS,
    publication: known.LATCHKEY_PUBLICATION,
    publicCatalog: known.LATCHKEY_PUBLIC_CATALOG === "true",
    admins: known.LATCHKEY_ADMINS,
  };
};

export const timing = /* @__PURE__ */ once((): Timing => {
  const known = settings();
  return {
    reminderHours: known.LATCHKEY_REMINDER_HOURS,
    escalationDays: known.LATCHKEY_ESCALATION_DAYS,
    lapseDays: known.LATCHKEY_LAPSE_DAYS,
    announceDays: known.LATCHKEY_ANNOUNCE_DAYS,
  };
});

export const limits = (): Limits => {
  const known = settings();
  return {
    ...DEFAULT_LIMITS,
    ...timing(),
    teamsPerPerson: known.LATCHKEY_TEAMS_PER_PERSON,
    servicesPerTeam: known.LATCHKEY_SERVICES_PER_TEAM,
    consumersPerTeam: known.LATCHKEY_CONSUMERS_PER_TEAM,
    maxConcurrentCalls: known.LATCHKEY_MAX_CONCURRENT_CALLS,
    mailsPerPerson: known.LATCHKEY_MAILS_PER_PERSON,
    mailsPerTeam: known.LATCHKEY_MAILS_PER_TEAM,
  };
};

const mayWrite = /* @__PURE__ */ once(() => schemaGuard(table(), now));

export const controlPlane = /* @__PURE__ */ once(
  (): ControlPlane => ({
    now,
    random,
    limits: limits(),
    stage: stageSettings(),
    stores: stores(),
    callRecords: authorizerTable(table()),
    keys: keyRings(),
    receipt: (keyHash) => readReceipt(table(), keyHash, now()),
    commit: (at, receipt, by) => {
      const commit = createCommit({
        ...table(),
        now: at,
        random,
        timing: timing(),
        ring: recordRing(keyRings()).ring,
        ...(receipt ? { receipt } : {}),
        ...(by ? { by } : {}),
      });
      return async (change) => {
        await mayWrite()();
        return commit(change);
      };
    },
  }),
);
