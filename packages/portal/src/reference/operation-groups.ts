import { type Json, list, object, text } from "./json-value.ts";
import type { Operation } from "./openapi-operations.ts";

/** The operations with one tag; those without any have an empty name. */
export interface OperationGroup {
  name: string;
  description: string;
  operations: readonly Operation[];
}

/** In the order in which the document names its tags, then as the operations name them, those without any last. */
export const groupsOf = (document: Json, operations: readonly Operation[]): OperationGroup[] => {
  const descriptions = new Map(
    list(document["tags"]).map((tag) => [text(object(tag)["name"]), text(object(tag)["description"])]),
  );
  const byTag = Map.groupBy(operations, ({ tag }) => tag);
  const names = [...new Set([...descriptions.keys(), ...byTag.keys()])];
  return [...names.filter((name) => name !== ""), ""].flatMap((name) => {
    const found = byTag.get(name);
    return found ? [{ name, description: descriptions.get(name) ?? "", operations: found }] : [];
  });
};

/** Those whose method, path, summary or tag has all of the words. */
export const operationsWith = (operations: readonly Operation[], asked: string): Operation[] => {
  const words = asked.toLowerCase().split(/\s+/).filter(Boolean);
  return operations.filter(({ method, path, summary, tag }) => {
    const whole = `${method} ${path} ${summary} ${tag}`.toLowerCase();
    return words.every((word) => whole.includes(word));
  });
};
