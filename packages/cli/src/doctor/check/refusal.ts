import type { Answered } from "../../http/exchange.ts";
import { problemOf, toldAnswer } from "../../http/problem.ts";
import { type Finding, judged } from "./finding.ts";

/** Holds where the answer is that problem document. */
export const refusedAs = (answer: Answered, status: number, code: string): Finding =>
  judged(answer.status === status && problemOf(answer)?.code === code, toldAnswer(answer));
