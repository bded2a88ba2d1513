import { texts } from "../texts/texts.ts";

/** What of a control its constraints are read from (HTML, "Constraint validation"). */
export interface Constrained {
  validity: Pick<
    ValidityState,
    "valueMissing" | "typeMismatch" | "patternMismatch" | "tooLong" | "rangeUnderflow" | "rangeOverflow"
  >;
  type: string;
  min?: string;
  max?: string;
  maxLength?: number;
}

/** Why a control's value is not taken, in a sentence; `wrong` where it is not of the form that its pattern asks for. */
export const invalidWords = (
  { validity, type, min = "", max = "", maxLength = -1 }: Constrained,
  wrong: string = texts.ui.invalid.form,
): string => {
  const words = texts.ui.invalid;
  if (validity.valueMissing) return words.missing;
  if (validity.typeMismatch) return type === "email" ? words.email : words.url;
  if (validity.patternMismatch) return wrong;
  if (validity.tooLong) return words.tooLong(maxLength);
  if (type !== "number") return words.form;
  if (min !== "" && max !== "") return words.between(min, max);
  if (validity.rangeUnderflow) return words.atLeast(min);
  return validity.rangeOverflow ? words.atMost(max) : words.number;
};
