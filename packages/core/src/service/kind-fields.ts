import * as z from "zod/mini";
import { ModelMatch } from "../plugin/models.ts";
import { wholeNumber } from "../plugin/whole-number.ts";
import { invalidInput } from "../refusal.ts";
import type { Service } from "./service.ts";

const MOST_USD = 1_000_000;
const MOST_TOKENS = 100_000_000;
const MOST_BYTES = 64;
const MOST_ENTRIES = 200;

const Price = z.number().check(z.minimum(0, "at least 0"), z.maximum(MOST_USD, "at most 1,000,000"));

const ModelEntryInput = z.strictObject({
  match: ModelMatch,
  inputUsd: z.optional(Price),
  outputUsd: z.optional(Price),
  cachedInputUsd: z.optional(Price),
  cacheWriteUsd: z.optional(Price),
  callUsd: z.optional(Price),
  maxOutputTokens: z.optional(wholeNumber(MOST_TOKENS)),
  bytesPerToken: z.optional(
    z.number().check(z.minimum(0.1, "at least 0.1"), z.maximum(MOST_BYTES, "at most 64")),
  ),
});

/** The price list of a service of kind `ai`. */
export const ModelsInput = z.array(ModelEntryInput).check(
  z.maxLength(MOST_ENTRIES),
  z.refine((all) => new Set(all.map(({ match }) => match)).size === all.length, "each match once"),
);

/** @throws Refusal `invalid-input` for a price list of a service that calls no models. */
export const refuseModelsOf = (kind: Service["kind"], models: unknown): void => {
  if (kind !== "ai" && Array.isArray(models) && models.length > 0)
    throw invalidInput("/models", "Only services of kind `ai` have models.");
};

/** @throws Refusal `invalid-input` for a scope of tools of a service that has none: it would open what it seems to close. */
export const refuseToolsOf = (
  kind: Service["kind"],
  scopes: readonly { tools?: unknown }[] | null | undefined,
): void => {
  const at = kind === "mcp" ? -1 : (scopes ?? []).findIndex(({ tools }) => tools !== undefined);
  if (at >= 0) throw invalidInput(`/scopes/${at}/tools`, "Only services of kind `mcp` have tools.");
};
