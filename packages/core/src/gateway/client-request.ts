import type { HeaderLine } from "./header-line.ts";

/** Names and values decoded, as API Gateway hands them on. */
export type QueryPair = readonly [name: string, value: string];

/** What a client sent of headers and query, every value of a repeated name in its order. */
export interface ClientRequest {
  headers: HeaderLine[];
  query: QueryPair[];
}

export const headerOf = ({ headers }: Pick<ClientRequest, "headers">, name: string): string | undefined =>
  headers.find(([each]) => each.toLowerCase() === name)?.[1];

/**
 * Whether the query is what the client sent. API Gateway hands on text: bytes that are not UTF-8 have become U+FFFD, and
 * with the raw query gone, that reads like one that was sent as itself.
 */
export const isDecoded = (query: readonly QueryPair[]): boolean =>
  query.every((pair) => pair.every((text) => !text.includes("\ufffd")));
