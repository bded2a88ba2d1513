import { type Figures, MOST_TOKENS } from "./tokens.ts";

/** An object of JSON whose members are not known. */
export type Members = Readonly<Record<string, unknown>>;

/** A count as JSON has it: finite, not below zero, and of an amount that a call can have. */
export const countOf = (value: unknown): number | undefined =>
  typeof value === "number" && value >= 0 && value <= MOST_TOKENS ? Math.ceil(value) : undefined;

export const membersOf = (value: unknown): Members | undefined =>
  typeof value === "object" && value !== null && !Array.isArray(value) ? (value as Members) : undefined;

export const sum = (...parts: (number | undefined)[]): number | undefined => sumOf(parts);

/** Of as many parts as an answer has: more than a function takes as its arguments. */
export const sumOf = (parts: readonly (number | undefined)[]): number | undefined =>
  parts.every((part) => part === undefined)
    ? undefined
    : parts.reduce<number>((all, part) => all + (part ?? 0), 0);

/** Figures without what is not told. */
export const figuresOf = (told: { [Field in keyof Figures]?: number | undefined }): Figures | undefined => {
  const known = Object.entries(told).filter(([, value]) => value !== undefined);
  return known.length > 0 ? Object.fromEntries(known) : undefined;
};
