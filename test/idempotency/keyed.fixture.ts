import { freshName } from "../support/making.ts";

/** The header of a request that may be repeated. */
export const keyed = (key = freshName("key")) => ({ "Idempotency-Key": key });

/** What the answer to a repeated request says. */
export const isReplay = { get: "Idempotent-Replayed", said: "true" };
