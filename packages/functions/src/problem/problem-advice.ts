import type { ProblemCode } from "./problem-document.ts";

/** What each code means and what to do about it: the page that `type` points at. */
export const PROBLEM_ADVICE: Record<ProblemCode, string> = {
  "invalid-input":
    "Something in the request is not valid. `errors` names each field by a JSON Pointer. Correct them and send it again.",
  "invalid-path":
    "The path or the query holds dot segments, or an encoding that is none or not of UTF-8. Send them as you mean them, percent-encoded in UTF-8.",
  "model-ambiguous":
    "Path and body name two models, or two readers could read the body differently. Send one JSON value in UTF-8, uncompressed, each member once and in its own case, and name one model.",
  "message-ambiguous":
    "Two readers could read the body differently, or `Mcp-Method` or `Mcp-Name` contradicts it. Send one JSON-RPC message, or one batch, in UTF-8, uncompressed, without a byte order mark, each member once and in its own case.",
  "invalid-credential":
    "No credential was found, or it is not valid. Which of the two, and why, is only told to the consumer's own team, in its refusals.",
  "body-required":
    "The signature covers the body, whose digest was not given. Send `bodySha256` with the request to be verified.",
  forbidden:
    "You may see this, but your role does not allow what you tried. Ask an owner of the team, or a platform admin.",
  "consumer-suspended": "The consumer has been suspended. Its team can resume it.",
  "team-suspended": "A platform admin has suspended the consumer's team or the service's. Ask the admins.",
  "ip-not-allowed":
    "The credential or the consumer may not be used from this address. Call from an allowed one, or change the list.",
  "no-subscription":
    "The consumer has no subscription to this service, or it has ended. Apply for the service.",
  "subscription-pending": "The application has not been decided yet. Its approvers have a mail with a link.",
  "subscription-suspended": "The provider has suspended the subscription. Ask the service's team.",
  "subscription-expired": "The subscription's term is over. Ask for a renewal.",
  "scope-missing":
    "No scope that the credential and the subscription both have covers this method and path, or the tool of an MCP service.",
  "model-not-allowed":
    "The credential, the consumer or its plan allows other models only. Call one of those, or ask for this one.",
  "model-unpriced":
    "Calls under a budget need a price, and the service's price list has none for this model. Ask the service's team to add it.",
  "not-found": "There is no such thing, or you may not see it.",
  "method-not-allowed": "The path exists, but not with this method. `Allow` lists those it has.",
  "name-taken": "The name or slug is taken, or was once given: names are never given again. Choose another.",
  "immutable-field": "This field is set when the resource is made and never changes.",
  "confirmation-mismatch": "Deleting a consumer asks for its name: add `?confirm={name}`.",
  "subscription-exists":
    "A pending, active or suspended subscription to this service exists. Change or end that one.",
  "invalid-transition": "The subscription's `state` does not allow this action, or it was done already.",
  "credential-taken":
    "Another credential has this key, user name, access key or token identity. Choose another.",
  "issuer-taken":
    "Another team has this issuer of tokens with public keys. Ask its owners to let your team in, or a platform admin.",
  "limit-reached": "The team or consumer holds as many as it may. Remove some, or ask the platform's admins.",
  "not-empty": "It still holds or is used by others. Remove those first.",
  "service-retired": "The service takes no new applications. Living subscriptions run on.",
  "idempotency-in-progress":
    "The first request with this `Idempotency-Key` is still running. Send it again in a moment.",
  "revision-mismatch":
    "The resource was changed after you read it. Read it again, then repeat your change with the new `ETag`.",
  "payload-too-large":
    "The body is larger than this path allows: 256 KiB for the management API, 4 MiB for calls.",
  "target-too-long":
    "API Gateway takes paths of about 1,500 bytes (a method's ARN of 1,600), and 10,240 bytes of request line and headers together. Send what is long in the body.",
  "unsupported-media-type": "Send `application/json`.",
  "idempotency-conflict":
    "This `Idempotency-Key` was used with another body. Use a new key for another request.",
  "rate-limited": "Too many requests. Wait for as many seconds as `Retry-After` says.",
  "budget-exceeded":
    "What the call may cost does not fit into what is left of the budget. With `Retry-After: 1` only calls under way stand in its way; else `Retry-After` says when the next period begins. Without `Retry-After` it never fits: ask for less output.",
  "quota-exceeded":
    "The quota of the day, week or month is used up. `Retry-After` says when the next one begins.",
  "internal-error": "This is our fault. The request id helps the operators to find it in the log.",
  "upgrade-unsupported":
    "WebSockets are not forwarded: REST APIs of API Gateway have none. Use server-sent events or a streamed answer, or call the upstream where its team allows that.",
  "upstream-unreachable":
    "The service's upstream could not be reached, or broke off before its answer began.",
  unavailable: "Something this depends on did not answer. Repeat the request in a moment: repeating is safe.",
  "service-busy":
    "As many calls of this service run as may. Repeat the call in a moment, fewer at once: it has counted under no limit, and its signature is not used up.",
  "service-sunset":
    "The service has ended, as its `Sunset` header announced. Where it names a successor, `Link` leads there; else ask its team.",
  "loop-detected":
    "The call has been through this gateway before: `CDN-Loop` names it. An upstream leads back here. Its service's team can name another one.",
  "upstream-timeout": "The service's upstream did not begin its answer in time.",
};
