import { texts } from "../texts/texts.ts";

const numbers = new Intl.NumberFormat(texts.locale);

/** A number as people read it: `31,434`. */
export const whole = (value: number): string => numbers.format(value);
