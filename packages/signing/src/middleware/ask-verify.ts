import { member } from "./provider-event.ts";
import { type ProviderProblem, providerProblem } from "./provider-problem.ts";
import type { VerifyRequest } from "./verify-request.ts";

/** How `POST /v1/verify` is asked. */
export interface VerifyOptions {
  /** `https://<control plane>/v1/verify`. */
  readonly url: string;
  /** The slug of the service; its team's own credential asks. */
  readonly service: string;
  /** The headers that prove who asks, `{ "X-API-Key": … }` for example. */
  readonly headers: () => Promise<Record<string, string>> | Record<string, string>;
  /** For every call, not only for those that are limited or use up a signature. */
  readonly always?: boolean;
  /** Milliseconds; 3,000 by default. */
  readonly timeoutMs?: number;
  /** Told why the question itself failed; the call is answered 503. */
  readonly failed?: (error: unknown) => void;
}

/** What stands in the way of the call, or nothing. Whatever goes wrong does. */
export async function askVerify(
  options: VerifyOptions,
  request: VerifyRequest,
  consumerId: string,
): Promise<ProviderProblem | undefined> {
  try {
    return problemOf(await asked(options, request), consumerId);
  } catch (error) {
    options.failed?.(error);
    return providerProblem(503, "unavailable", { "Retry-After": "1" });
  }
}

async function asked(
  { url, headers, timeoutMs = 3000 }: VerifyOptions,
  request: VerifyRequest,
): Promise<unknown> {
  const answer = await fetch(url, {
    method: "POST",
    headers: { ...(await headers()), "Content-Type": "application/json" },
    body: JSON.stringify(request),
    // A credential goes nowhere but to this address.
    redirect: "error",
    signal: AbortSignal.timeout(timeoutMs),
  });
  if (answer.status !== 200) throw new Error(`POST /v1/verify answered ${answer.status}.`);
  return answer.json();
}

function problemOf(answer: unknown, consumerId: string): ProviderProblem | undefined {
  const allowed = member(answer, "allowed");
  if (typeof allowed !== "boolean") throw new Error("POST /v1/verify answered something else.");
  if (allowed && member(answer, "consumer") === consumerId) return undefined;
  const [status, code] = [member(answer, "status"), member(answer, "code")];
  if (allowed || typeof status !== "number" || status < 400 || typeof code !== "string")
    return providerProblem(401, "invalid-credential");
  const seconds = member(answer, "retryAfterSeconds");
  return providerProblem(status, code, typeof seconds === "number" ? { "Retry-After": String(seconds) } : {});
}
