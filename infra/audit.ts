import { AUDIT_FILTERS } from "@latchkey/functions/audit/audit-filter";
import { encryptBucket } from "./encrypt-bucket.ts";
import { readKeys } from "./keys.ts";
import { lambda } from "./lambda.ts";
import { settings } from "./stage.ts";
import { readStream, table, useIndexes, useItems } from "./table.ts";

/** Where the chains of the audit ended, every five minutes. An anchor that could be taken away would prove nothing. */
const anchors = new sst.aws.Bucket("AuditAnchors", {
  cors: false,
  versioning: true,
  transform: { bucket: { objectLockEnabled: true } },
});
encryptBucket("AuditAnchors", anchors);

/**
 * Of each anchor, from when it is written. The last one is less than a day old, so it is locked whatever the number. In a
 * stage without protection an administrator who removes the stage may lift the lock.
 */
new aws.s3.BucketObjectLockConfiguration("AuditAnchorsLock", {
  bucket: anchors.name,
  rule: {
    defaultRetention: settings.protected
      ? { mode: "COMPLIANCE", days: settings.auditLockDays ?? 30 }
      : { mode: "GOVERNANCE", days: settings.auditLockDays ?? 1 },
  },
});

const HEADS = $interpolate`${anchors.arn}/audit-heads/*`;

export const anchorEnvironment = { LATCHKEY_AUDIT_ANCHORS: anchors.name };
export const readAnchors = [
  { actions: ["s3:ListBucket"], resources: [anchors.arn] },
  { actions: ["s3:GetObject"], resources: [HEADS] },
];

/** Nothing else writes to the audit. */
const append = lambda("append-audit", {
  entry: "audit/append-audit-lambda",
  timeout: "1 minute",
  memory: "512 MB",
  permissions: [readStream, useItems("GetItem", "BatchGetItem", "PutItem"), readKeys("audit", "record")],
});

table.subscribe("Audit", append.arn, {
  filters: [...AUDIT_FILTERS],
  transform: {
    eventSourceMapping: {
      startingPosition: "TRIM_HORIZON",
      // Uses of credentials come with the changes of records: a filter cannot compare what was with what is. They are many
      // and the audit reads past them, so a run waits until there are some (docs/decisions/0091-the-audit-waits-for-uses.md).
      batchSize: 1000,
      maximumBatchingWindowInSeconds: 3,
      bisectBatchOnFunctionError: true,
      // A dropped record would never be delivered again: a chain that waits is better than a chain with an unnoticed gap.
      maximumRetryAttempts: -1,
      maximumRecordAgeInSeconds: -1,
    },
  },
});

/** Keeps the heads of all chains where they have moved. */
export const anchorHeads = lambda("anchor-heads", {
  entry: "audit/anchor-heads-lambda",
  timeout: "5 minutes",
  memory: "512 MB",
  environment: anchorEnvironment,
  permissions: [
    useIndexes("gsi1"),
    readKeys("request"),
    { actions: ["s3:PutObject"], resources: [HEADS] },
    ...readAnchors,
  ],
});

/** Verifies a part of the chains, so that a day's runs have gone through all of them. */
export const verifyChains = lambda("verify-chains", {
  entry: "audit/verify-chains-lambda",
  timeout: "15 minutes",
  memory: "512 MB",
  environment: anchorEnvironment,
  permissions: [
    useItems("GetItem", "Query"),
    useIndexes("gsi1"),
    readKeys("audit", "request"),
    ...readAnchors,
  ],
});
