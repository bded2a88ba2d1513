import { type ProviderProblem, providerProblem } from "./provider-problem.ts";
import { member } from "./read-provider-event.ts";
import type { VerifyOptions } from "./verify-options.ts";
import type { VerifyRequest } from "./verify-request.ts";

/** The problem that refuses the call, or undefined. Every failure refuses it. */
export const askVerify = async (
  options: VerifyOptions,
  request: VerifyRequest,
  consumerId: string,
): Promise<ProviderProblem | undefined> => {
  try {
    return problemOf(await asked(options, request), consumerId);
  } catch (error) {
    options.failed?.(error);
    return providerProblem(503, "unavailable", { "Retry-After": "1" });
  }
};

const asked = async (
  { url, headers, timeoutMs = 3000 }: VerifyOptions,
  request: VerifyRequest,
): Promise<unknown> => {
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
};

const problemOf = (answer: unknown, consumerId: string): ProviderProblem | undefined => {
  const allowed = member(answer, "allowed");
  if (typeof allowed !== "boolean") throw new Error("POST /v1/verify answered something else.");
  if (allowed && member(answer, "consumer") === consumerId) return undefined;
  const [status, code] = [member(answer, "status"), member(answer, "code")];
  if (allowed || typeof status !== "number" || status < 400 || typeof code !== "string")
    return providerProblem(401, "invalid-credential");
  const seconds = member(answer, "retryAfterSeconds");
  return providerProblem(status, code, typeof seconds === "number" ? { "Retry-After": String(seconds) } : {});
};
