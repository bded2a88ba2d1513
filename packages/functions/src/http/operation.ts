import type { Page, PageRequest } from "@latchkey/core/page";
import type { PlatformWork } from "@latchkey/core/platform/work";
import * as z from "zod/mini";
import type { Answer } from "./answer.ts";
import { revisionTag } from "./etag.ts";

/** Path parameters by name; the route promises those that its path names. */
export type Params = Record<string, string>;

export interface Input<Body, Query> {
  params: Params;
  body: Body;
  query: Query;
  /** What the caller would like to have (`Accept`), for the few operations that have a choice. */
  accept: string;
  /** The request, as in the logs. */
  requestId: string;
}

/** One operation of the management API: what it takes, what it does, and what the OpenAPI document says of it. */
export interface Operation {
  summary: string;
  body?: z.ZodMiniType;
  query?: z.ZodMiniType;
  /** The body of the good answer, and its status. */
  answer?: z.ZodMiniType;
  status: 200 | 201 | 202 | 204;
  /** Query members that are as absent where they are empty: forms send all of theirs. */
  searches?: readonly string[];
  /** A POST that only asks. */
  changesNothing?: true;
  handle(work: PlatformWork, input: Input<never, never>): Promise<Answer>;
  /** Builds the first answer again for a repeated `Idempotency-Key`. Only for POST. */
  replay?(work: PlatformWork, keys: Params): Promise<Answer>;
  /** The ETag that the answer to a GET would have, with the same refusals, where that costs less than the answer. */
  tag?(work: PlatformWork, params: Params): Promise<string>;
}

interface Definition<B extends z.ZodMiniType, Q extends z.ZodMiniType> {
  summary: string;
  body?: B;
  query?: Q;
  answer?: z.ZodMiniType;
  status?: 200 | 201 | 202 | 204;
  searches?: readonly string[];
  changesNothing?: true;
  handle(work: PlatformWork, input: Input<z.output<B>, z.output<Q>>): Promise<Answer>;
  replay?(work: PlatformWork, keys: Params): Promise<Answer>;
  tag?(work: PlatformWork, params: Params): Promise<string>;
}

export const operation = <
  B extends z.ZodMiniType = z.ZodMiniType<Record<string, never>>,
  Q extends z.ZodMiniType = z.ZodMiniType<Record<string, never>>,
>(
  definition: Definition<B, Q>,
): Operation => ({ status: 200, ...definition });

/** The GET of a resource: `read` also answers a repeated request that has made or changed it. */
export const reading = (
  summary: string,
  answer: z.ZodMiniType,
  read: (work: PlatformWork, params: Params) => Promise<Answer>,
): Operation => operation({ summary, answer, handle: (work, { params }) => read(work, params) });

/** A resource with its ETag. `besides` is what it shows that changes without a revision, where there is any. */
export const resource = (
  body: { revision: number },
  status: 200 | 201 = 200,
  besides: readonly unknown[] = [],
): Answer => ({
  status,
  body,
  etag: revisionTag(body.revision, besides),
});

/** A page with its ETag. `view` makes of each item what the schema shows, where it is not there as it is. */
export const list = <T>(page: Page<T>, view: (item: T) => unknown = (item) => item): Answer => {
  const body = { items: page.items.map(view), ...(page.cursor === undefined ? {} : { cursor: page.cursor }) };
  return { status: 200, body, etag: "of-content" };
};

export const PageQuery = {
  limit: z._default(z.coerce.number().check(z.int(), z.minimum(1), z.maximum(200)), 50),
  cursor: z.optional(z.string().check(z.minLength(1), z.maxLength(2000))),
};

export const PageOnly = z.strictObject(PageQuery);

export const pageOf = (query: { limit: number; cursor?: string | undefined }): PageRequest => ({
  limit: query.limit,
  ...(query.cursor === undefined ? {} : { cursor: query.cursor }),
});
