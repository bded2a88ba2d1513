import { once } from "@latchkey/core/once";
import { routedLambda } from "../http/noun-lambda.ts";
import { createOauth } from "./create-oauth.ts";

const oauth = once(createOauth);

/** Gives clients access tokens, and ends them: a function of its own, since it alone reads the keys that sign tokens. */
export const handler = routedLambda("oauth", ({ operation }) => (event) => {
  const handle = oauth()[operation];
  if (!handle) throw new Error(`oauth has no operation ${operation}.`);
  return handle(event);
});
