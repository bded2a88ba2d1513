import * as z from "zod/mini";
import type { Answered } from "./exchange.ts";
import { jsonBody } from "./json-body.ts";

const Problem = z.object({ status: z.number(), code: z.string(), detail: z.optional(z.string()) });
export type Problem = z.infer<typeof Problem>;

/** The problem document (RFC 9457) that an answer is, if it is one. */
export const problemOf = ({ headers, body }: Answered): Problem | undefined => {
  if (!headers.get("content-type")?.startsWith("application/problem+json")) return undefined;
  const read = Problem.safeParse(jsonBody(body));
  return read.success ? read.data : undefined;
};

/** An answer in few words: its status, and the code of a refusal. Never its body, which may hold a secret. */
export const toldAnswer = (answer: Answered): string => {
  if (answer.status < 400) return String(answer.status);
  return `${answer.status} ${problemOf(answer)?.code ?? "without a problem document"}`;
};
