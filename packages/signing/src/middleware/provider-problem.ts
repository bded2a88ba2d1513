/** An answer as REST and HTTP APIs both take it: a problem document (RFC 9457). */
export interface ProviderProblem {
  readonly statusCode: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

/** A problem document (RFC 9457) with a stable `code`, as the answer of a Lambda function. */
export const providerProblem = (
  statusCode: number,
  code: string,
  headers: Readonly<Record<string, string>> = {},
): ProviderProblem => ({
  statusCode,
  headers: { "Content-Type": "application/problem+json", "Cache-Control": "no-store", ...headers },
  body: JSON.stringify({ title: TITLES[code] ?? "The call is not admitted", status: statusCode, code }),
});

const TITLES: Readonly<Record<string, string>> = {
  "invalid-credential": "A valid credential is needed",
  forbidden: "The method is not the one that was authorized",
  "rate-limited": "Too many requests",
  "quota-exceeded": "The quota is used up",
  unavailable: "Temporarily unavailable",
};
