import type { Grown } from "./grown-request.ts";
import type { Schema } from "./schema-value.ts";
import type { RawAnswer } from "./send-bytes.ts";

/** What each operation may answer, as the OpenAPI document says: a status, for problems with a code. */
export type DocumentedAnswers = ReadonlyMap<string, ReadonlySet<string>>;

export interface DescribedAnswers {
  operationId: string;
  responses: Record<string, { content?: Record<string, { schema: Schema }> }>;
}

export const documentedAnswers = (operations: readonly DescribedAnswers[]): DocumentedAnswers =>
  new Map(
    operations.map(({ operationId, responses }) => [
      operationId,
      new Set(
        Object.entries(responses).flatMap(([status, { content }]) => {
          const codes = codesOf(content?.["application/problem+json"]?.schema);
          return codes.length === 0 ? [status] : codes.map((code) => `${status} ${code}`);
        }),
      ),
    ]),
  );

const codesOf = (schema: Schema | undefined): string[] => {
  const code: unknown = Object(Object(schema?.["properties"])["code"]);
  return Object(code) === code && Array.isArray(Object(code).enum) ? Object(code).enum : [];
};

/** Allowed for every operation: a path or method that results from another value of a parameter. */
const BEFORE = new Set([
  "404 not-found",
  "405 method-not-allowed",
  "414 target-too-long",
  "413 payload-too-large",
  "415 unsupported-media-type",
]);

/** An answer that the document does not know of its operation, where the request arrived as it was meant. */
export const undocumented = (
  documented: DocumentedAnswers,
  { meant, request }: Grown,
  { status, body }: RawAnswer,
): string | undefined => {
  const known = documented.get(meant.operation);
  const [line] = request.bytes.toString("latin1").split("\r\n");
  if (!known || line !== `${meant.method} ${meant.target} HTTP/1.1`) return undefined;
  const code = /"code":\s*"([\w-]+)"/.exec(body)?.[1];
  // Refused by the HTTP server itself, before there was a request.
  if (status >= 400 && code === undefined) return undefined;
  const answered = status < 400 ? String(status) : `${status} ${code}`;
  return known.has(answered) || BEFORE.has(answered)
    ? undefined
    : `${meant.operation} was answered ${answered}, which its description does not know.`;
};
