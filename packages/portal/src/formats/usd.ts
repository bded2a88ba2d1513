import { texts } from "../texts/texts.ts";

const FORMAT = new Intl.NumberFormat(texts.locale, {
  style: "currency",
  currency: "USD",
  minimumFractionDigits: 2,
  maximumFractionDigits: 6,
});

/** US dollars with as many decimals as they have, two to six. */
export const usd = (dollars: number): string => FORMAT.format(dollars);
