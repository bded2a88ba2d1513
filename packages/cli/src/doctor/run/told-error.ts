const MAX_LENGTH = 300;

/** What kept a check from its answer, on one line. */
export const toldError = (error: unknown): string => {
  if (!(error instanceof Error)) return String(error).slice(0, MAX_LENGTH);
  const code = "code" in error && typeof error.code === "string" ? `${error.code}: ` : "";
  const message = error instanceof AggregateError ? String(error.errors[0]?.message ?? "") : error.message;
  return `${code}${message}`.replaceAll(/\s+/g, " ").slice(0, MAX_LENGTH);
};
