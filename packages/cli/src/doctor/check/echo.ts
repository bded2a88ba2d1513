import * as z from "zod/mini";
import type { Incoming } from "../../http/exchange.ts";
import { jsonBody } from "../../http/json-body.ts";
import { toldAnswer } from "../../http/problem.ts";
import type { Caller } from "../stage/caller.ts";
import { broken, type Finding, judged } from "./finding.ts";

const Values = z.union([z.string(), z.array(z.string())]);

/** What the upstream says has reached it. */
const Echo = z.object({
  method: z.string(),
  path: z.string(),
  query: z.record(z.string(), Values),
  headers: z.record(z.string(), Values),
  body: z.string(),
});
export type Echo = z.infer<typeof Echo>;

export const echoOf = (answer: Incoming): Echo | undefined => {
  const read = Echo.safeParse(answer.status === 200 ? jsonBody(answer.body) : undefined);
  return read.success ? read.data : undefined;
};

/** A header that reached the upstream, whatever the case of its name; undefined where none did. */
export const reached = (echo: Echo, name: string): string | undefined => {
  const [, value] = Object.entries(echo.headers).find(([each]) => each.toLowerCase() === name) ?? [];
  return value === undefined ? undefined : [value].flat().join(", ");
};

/** Holds where the call reached the upstream, in the name of that consumer. */
export const admittedAs = (answer: Incoming, caller: Pick<Caller, "id">): Finding => {
  const echo = echoOf(answer);
  if (!echo) return broken(answer.status === 200 ? "200, not by the upstream" : toldAnswer(answer));
  const consumer = reached(echo, "x-consumer-id");
  return judged(consumer === caller.id, consumer === caller.id ? "200" : "200 in another consumer's name");
};
