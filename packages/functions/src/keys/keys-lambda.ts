import { publicAssertionKeys } from "@latchkey/core/assertion/assertion-keys";
import { JWKS_LIFETIME } from "@latchkey/core/key-ring/key-lives";
import { keyRings } from "../composition/dependencies.ts";
import { toResult } from "../http/answer.ts";
import { routedLambda } from "../http/noun-lambda.ts";

/**
 * Publishes the keys that upstreams check assertions with. A function of its own: the ring holds the private halves, and the
 * function that reads it must not be able to do anything else.
 */
export const handler = routedLambda("keys", () => async () => {
  const body = publicAssertionKeys(await keyRings().ring("assertion"));
  return toResult({
    status: 200,
    body,
    headers: { "Cache-Control": `public, max-age=${JWKS_LIFETIME / 1000}` },
  });
});
