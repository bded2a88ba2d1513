import { inputIssues } from "@latchkey/core/input-issues";
import { pointerTo } from "@latchkey/core/json-pointer";
import { type InputError, Refusal } from "@latchkey/core/refusal";
import type * as z from "zod/mini";

/** Parses input once, at the edge. @throws Refusal `invalid-input` with a pointer for each thing that is wrong. */
export const parseInput = <S extends z.ZodMiniType>(
  schema: S,
  input: unknown,
  at: "body" | "query",
): z.output<S> => {
  const parsed = schema.safeParse(input);
  if (parsed.success) return parsed.data;
  const errors = inputIssues(parsed.error)
    .flatMap((issue) => inputErrors(issue, at))
    .slice(0, 20);
  const [first] = errors;
  throw new Refusal(
    "invalid-input",
    first ? `${first.pointer || "the body"}: ${first.detail}` : "Not valid.",
    { errors },
  );
};

const inputErrors = (issue: z.core.$ZodIssue, at: "body" | "query"): InputError[] => {
  if (issue.code === "unrecognized_keys")
    return issue.keys.map((key) => ({ pointer: pointer([...issue.path, key], at), detail: "unknown field" }));
  return [{ pointer: pointer(issue.path, at), detail: inWords(issue.message) }];
};

/** zod's messages, in the terms of JSON. */
const inWords = (message: string): string =>
  message
    .replace(/^Invalid input: expected (.+), received undefined$/, "missing: expected $1")
    .replace(/^Invalid input: /, "");

/** RFC 6901 for the body; a parameter's bare name for the query. */
const pointer = (path: PropertyKey[], at: "body" | "query"): string =>
  at === "query" ? String(path[0] ?? "") : pointerTo(path).slice(0, 200);
