import { setTimeout as sleep } from "node:timers/promises";
import { actorName } from "@latchkey/core/access/actor";
import { actorOf, type Caller } from "@latchkey/core/access/caller";
import { retryRaced } from "@latchkey/core/outage";
import type { PlatformCommit } from "@latchkey/core/platform/records";
import type { PlatformWork } from "@latchkey/core/platform/work";
import { Refusal } from "@latchkey/core/refusal";
import { ReceiptExists } from "@latchkey/core/store/receipt";
import { machineNow } from "@latchkey/core/verdict/machine-now";
import type { APIGatewayProxyEvent, APIGatewayProxyResult } from "aws-lambda";
import * as z from "zod/mini";
import { requestIdOf } from "../call/request-id.ts";
import type { ControlPlane } from "../composition/control-plane.ts";
import { type Answer, toResult } from "./answer.ts";
import { callerOf } from "./caller.ts";
import { expectedRevision, noneMatchFits } from "./etag.ts";
import { RECEIPT_LIFETIME, type Repeatable, repeatable } from "./idempotency.ts";
import type { Input, Operation } from "./operation.ts";
import { parseInput } from "./parse-input.ts";
import { header, headerList, jsonBody, pathParameters, queryOf } from "./request.ts";
import { shownAnswer } from "./shown-answer.ts";

/** How often a change that raced is decided again before the caller is asked to try later. */
const MAX_TRIES = 8;

/** Milliseconds, longer with each try and by chance: those who met once must not meet again. */
const RETRY_WAIT = 25;

const NOTHING = z.strictObject({});

/** Carries out one operation for one event: parse, decide, answer. */
export const handleOperation = async (
  plane: ControlPlane,
  operation: Operation,
  event: APIGatewayProxyEvent,
): Promise<APIGatewayProxyResult> => {
  const caller = await callerFor(plane, operation, event);
  const repeat = repeatable(event, caller, await plane.keys.ring("request"));
  const done = repeat && (await earlierAnswer(plane, operation, caller, repeat));
  if (done) return toResult(shownAnswer(operation, done));
  const input = {
    params: pathParameters(event),
    body: parseInput(operation.body ?? NOTHING, jsonBody(event), "body"),
    query: parseInput(operation.query ?? NOTHING, queryOf(event, operation.searches), "query"),
    accept: header(event, "accept") ?? "",
    requestId: requestIdOf(event),
  };
  const unchanged = await unchangedTag(plane, operation, caller, event, input.params);
  if (unchanged !== undefined) return toResult({ status: 304, etag: unchanged });
  const answer = shownAnswer(operation, await handled(plane, operation, event, caller, input, repeat));
  return toResult(isUnchanged(event, answer) ? { status: 304, ...tagOf(answer) } : answer);
};

/** Who is about to change something is looked at again; who only reads, the authorizer has just let in. */
const callerFor = async (
  plane: ControlPlane,
  { changesNothing }: Operation,
  event: APIGatewayProxyEvent,
): Promise<Caller> => {
  const caller = callerOf(event);
  const reads = changesNothing === true || event.httpMethod === "GET" || event.httpMethod === "HEAD";
  return caller.kind === "person" || reads ? caller : machineNow(plane.callRecords, caller, plane.now());
};

const handled = (
  plane: ControlPlane,
  operation: Operation,
  event: APIGatewayProxyEvent,
  caller: Caller,
  input: Input<unknown, unknown>,
  repeat: Repeatable | undefined,
): Promise<Answer> => {
  const once = async (): Promise<Answer> => {
    try {
      return await operation.handle(workFor(plane, caller, event, repeat), input as never);
    } catch (error) {
      // Also for a refusal: its cause may be what the first request with this key has just done.
      const first = repeat && isSettled(error) && (await earlierAnswer(plane, operation, caller, repeat));
      if (first) return first;
      if (error instanceof ReceiptExists)
        throw new Refusal("idempotency-in-progress", "The first request with this key is still running.");
      throw error;
    }
  };
  return retryRaced(MAX_TRIES, once, (tries) => sleep(tries * RETRY_WAIT * Math.random()));
};

const isSettled = (error: unknown): boolean => error instanceof ReceiptExists || error instanceof Refusal;

const workFor = (
  plane: ControlPlane,
  caller: Caller,
  event: APIGatewayProxyEvent,
  repeat: Repeatable | undefined,
): PlatformWork => {
  const work = readingWork(plane, caller);
  const expected = expectedRevision(headerList(event, "if-match"));
  return {
    ...work,
    commit: isReader(caller)
      ? refuseReader
      : plane.commit(work.now, repeat && { ...repeat.receipt, expiresAt: work.now + RECEIPT_LIFETIME }, {
          actor: work.actor,
          sourceIp: caller.sourceIp,
        }),
    ...(expected === undefined ? {} : { expectedRevision: expected }),
  };
};

/** Behind the access rules of each use case: with the scope `read` alone, nothing at all is written. */
const isReader = (caller: Caller): boolean => caller.kind === "machine" && caller.role === "viewer";

const refuseReader: PlatformCommit = () =>
  Promise.reject(new Refusal("forbidden", "With the scope `read` a credential changes nothing."));

/** The first answer, built again from the resource, when this request was carried out before. */
const earlierAnswer = async (
  plane: ControlPlane,
  operation: Operation,
  caller: Caller,
  repeat: Repeatable,
): Promise<Answer | undefined> => {
  for (const { keyHash, fingerprint } of repeat.candidates) {
    const receipt = await plane.receipt(keyHash);
    if (!receipt) continue;
    if (receipt.fingerprint !== fingerprint || !operation.replay)
      throw new Refusal("idempotency-conflict", "This key was used with another body.");
    const answer = await replayed(operation.replay(readingWork(plane, caller), receipt.result.keys));
    return {
      ...answer,
      status: operation.status,
      headers: { ...answer.headers, "Idempotent-Replayed": "true" },
    };
  }
  return undefined;
};

/** @throws Refusal `not-found` that says why: nothing was made now, and what was made then is gone. */
const replayed = async (answer: Promise<Answer>): Promise<Answer> => {
  try {
    return await answer;
  } catch (error) {
    if (!(error instanceof Refusal) || error.code !== "not-found") throw error;
    throw new Refusal("not-found", "This was carried out before, and what it was about is gone since.");
  }
};

/** Work that may read but not change anything. */
const readingWork = (plane: ControlPlane, caller: Caller): PlatformWork => ({
  caller,
  actor: actorName(actorOf(caller)),
  now: plane.now(),
  random: plane.random,
  limits: plane.limits,
  stage: plane.stage,
  stores: plane.stores,
  keys: plane.keys,
  commit: () => Promise.reject(new Error("This work may only read.")),
});

/** The ETag of a resource that is as the caller knows it, without reading all of it. */
const unchangedTag = async (
  plane: ControlPlane,
  { tag }: Operation,
  caller: Caller,
  event: APIGatewayProxyEvent,
  params: Record<string, string>,
): Promise<string | undefined> => {
  const known = headerList(event, "if-none-match");
  if (!tag || event.httpMethod !== "GET" || known === undefined) return undefined;
  const etag = await tag(readingWork(plane, caller), params);
  return noneMatchFits(known, etag) ? etag : undefined;
};

const isUnchanged = (event: APIGatewayProxyEvent, answer: Answer): boolean =>
  event.httpMethod === "GET" &&
  answer.etag !== undefined &&
  noneMatchFits(headerList(event, "if-none-match"), answer.etag);

const tagOf = ({ etag }: Answer) => (etag === undefined ? {} : { etag });
