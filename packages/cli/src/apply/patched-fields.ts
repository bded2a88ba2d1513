import { schemaFields } from "./schema-fields.ts";

/** What can be changed of each kind after it was made, by the stage's own OpenAPI document. */
export interface Fields {
  readonly team: readonly string[];
  readonly service: readonly string[];
  readonly consumer: readonly string[];
  readonly credential: readonly string[];
  readonly webhook: readonly string[];
}

/** What a thing is found by, or what is there once and for all. */
const FIXED = {
  TeamPatch: ["slug"],
  ServicePatch: ["slug", "team", "kind"],
  ConsumerPatch: ["name", "team"],
  CredentialPatch: ["name", "type"],
  WebhookPatch: ["url"],
} as const;

/** @throws Error where the document has no schema of a change */
export const patchedFields = (document: unknown): Fields => {
  const of = (schema: keyof typeof FIXED): string[] => {
    const fixed: readonly string[] = FIXED[schema];
    return [...schemaFields(document)(schema)].filter((name) => !fixed.includes(name));
  };
  return {
    team: of("TeamPatch"),
    service: of("ServicePatch"),
    consumer: of("ConsumerPatch"),
    credential: of("CredentialPatch"),
    webhook: of("WebhookPatch"),
  };
};
