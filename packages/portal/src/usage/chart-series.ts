/** What is measured: its colour is the same in every chart. */
export type Tone =
  | "answered"
  | "refused"
  | "errors"
  | "half"
  | "slowest"
  | "tokens-in"
  | "tokens-out"
  | "cost";

/** How amounts are written, and which steps their scale has. */
export type Amounts = "whole" | "usd";

export interface Series {
  name: string;
  tone: Tone;
  values: readonly number[];
}
