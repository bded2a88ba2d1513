import { TimedCache } from "@latchkey/core/cache/timed-cache";
import type { PublicReads } from "@latchkey/core/service/public-catalog";
import type { APIGatewayProxyEvent, APIGatewayProxyResult } from "aws-lambda";
import * as z from "zod/mini";
import { type Answer, toResult } from "../http/answer.ts";
import { noneMatchFits } from "../http/etag.ts";
import { parseInput } from "../http/parse-input.ts";
import { header, pathParameters, queryOf } from "../http/request.ts";
import { shownAnswer } from "../http/shown-answer.ts";
import type { PublicOperation } from "./public-catalog-operations.ts";

/** How long an answer may be kept: by this function, by browsers and by what is between. Seconds. */
export const PUBLIC_SECONDS = 60;
/** Different questions that are remembered; more of them push the oldest out. */
const MAX_REMEMBERED = 50;

const NOTHING = z.strictObject({});

interface Dependencies {
  reads: () => PublicReads;
  now: () => number;
}

/**
 * Answers what anybody may ask: no credential is looked at, so the answer is the same for everybody and is kept for a
 * minute. Askers of the same question at the same moment share one reading of the table.
 */
export const createAnswerPublic = ({ reads, now }: Dependencies) => {
  const remembered = new TimedCache<Answer>(MAX_REMEMBERED, () => PUBLIC_SECONDS * 1000);
  return async (
    name: string,
    operation: PublicOperation<never> | PublicOperation,
    event: APIGatewayProxyEvent,
  ): Promise<APIGatewayProxyResult> => {
    const params = pathParameters(event);
    const query = parseInput(operation.query ?? NOTHING, queryOf(event, operation.searches), "query");
    const key = JSON.stringify([name, params, query]);
    const at = now();
    const answer =
      remembered.get(key, at) ??
      (await remembered.fresh(key, at, async () =>
        shownAnswer(operation, await operation.read(reads(), { params, query: query as never })),
      ));
    const headers = { ...answer.headers, "Cache-Control": `public, max-age=${PUBLIC_SECONDS}` };
    const { etag } = answer;
    return etag !== undefined && noneMatchFits(header(event, "if-none-match"), etag)
      ? toResult({ status: 304, etag, headers })
      : toResult({ ...answer, headers });
  };
};
