import { AUDITED_PARTITIONS, AUDITED_SORT_KEYS } from "@latchkey/aws/dynamo/audited-place";

const KEYS = {
  pk: { S: AUDITED_PARTITIONS.map((prefix) => ({ prefix })) },
  sk: { S: AUDITED_SORT_KEYS.map((sk) => (sk.endsWith("#") ? { prefix: sk } : sk)) },
};

/**
 * Which records of the table's stream reach the audit (AWS Lambda Developer Guide, "Event filtering"): every change at the
 * keys of records, by the key alone. The filter does not depend on attributes that a writer of the table can omit.
 */
export const AUDIT_FILTERS = [{ dynamodb: { Keys: KEYS } }] as const;
