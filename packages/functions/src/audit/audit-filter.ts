/** Every record that is written says by whom. What is deleted said so when it was written. */
const WRITTEN = { by: { M: { kind: { S: [{ exists: true }] } } } } as const;

/**
 * Which records of the table's stream reach the audit (AWS Lambda Developer Guide, "Event filtering"); one that fits any
 * of them does. Its own items, and all that is no record, have no `by`.
 */
export const AUDIT_FILTERS = [
  { eventName: ["INSERT", "MODIFY"], dynamodb: { NewImage: WRITTEN } },
  { eventName: ["REMOVE"], dynamodb: { OldImage: WRITTEN } },
] as const;
