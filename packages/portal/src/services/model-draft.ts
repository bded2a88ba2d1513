import type { Service } from "../api/resources.ts";

export type ModelEntry = NonNullable<Service["models"]>[number];

const NUMBERS = [
  "inputUsd",
  "outputUsd",
  "cachedInputUsd",
  "cacheWriteUsd",
  "callUsd",
  "maxOutputTokens",
  "bytesPerToken",
] as const;
type NumberField = (typeof NUMBERS)[number];

/** An entry of a price list as the form shows it: text, and empty for what is not set. */
export type ModelDraft = Record<NumberField | "match", string> & {
  /** For React only; not sent. */
  key: string;
};

export const modelDraft = (entry: Partial<ModelEntry>, key: string): ModelDraft => {
  const text = (name: NumberField) => String(entry[name] ?? "");
  return {
    key,
    match: entry.match ?? "",
    inputUsd: text("inputUsd"),
    outputUsd: text("outputUsd"),
    cachedInputUsd: text("cachedInputUsd"),
    cacheWriteUsd: text("cacheWriteUsd"),
    callUsd: text("callUsd"),
    maxOutputTokens: text("maxOutputTokens"),
    bytesPerToken: text("bytesPerToken"),
  };
};

export const emptyModel = (key: string): ModelDraft => modelDraft({}, key);

/** The entry as the API takes it. */
export const modelOf = (draft: ModelDraft): ModelEntry => ({
  match: draft.match.trim(),
  ...Object.fromEntries(
    NUMBERS.flatMap((name) => (draft[name].trim() === "" ? [] : [[name, Number(draft[name])]])),
  ),
});
