import * as z from "#schema";

/** With commas between thousands. By hand: to make an `Intl.NumberFormat` costs 8 ms of a cold start. */
const said = (whole: number): string => String(whole).replace(/\B(?=(?:\d{3})+$)/g, ",");

/** A whole number from 1 to `most`; the refusal says which. */
export const wholeNumber = (most: number) =>
  z
    .int(`a whole number from 1 to ${said(most)}`)
    .check(z.minimum(1, "at least 1"), z.maximum(most, `at most ${said(most)}`));
