import type { APIGatewayProxyResult } from "aws-lambda";

/** What an operation answers; the edge turns it into an HTTP response. */
export interface Answer {
  status: number;
  body?: unknown;
  headers?: Record<string, string>;
  /** The ETag: the resource's revision, or `of-content` where the answer has none and is tagged by what it shows. */
  etag?: string;
}

const SAFE_HEADERS = {
  "Cache-Control": "no-store",
  "X-Content-Type-Options": "nosniff",
};

export const toResult = ({ status, body, headers, etag }: Answer): APIGatewayProxyResult => ({
  statusCode: status,
  headers: {
    ...SAFE_HEADERS,
    ...(body === undefined ? {} : { "Content-Type": contentType(status) }),
    ...(etag === undefined ? {} : { ETag: etag }),
    ...headers,
  },
  body: body === undefined ? "" : typeof body === "string" ? body : JSON.stringify(body),
});

const contentType = (status: number): string =>
  status >= 400 ? "application/problem+json" : "application/json; charset=utf-8";
