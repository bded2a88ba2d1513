import * as z from "zod/mini";

const SAYS = new Intl.NumberFormat("en");

/** A whole number from 1 to `most`; the refusal says which. */
export const wholeNumber = (most: number) =>
  z
    .int(`a whole number from 1 to ${SAYS.format(most)}`)
    .check(z.minimum(1, "at least 1"), z.maximum(most, `at most ${SAYS.format(most)}`));
