import type { CallRequest } from "@latchkey/core/presented/call-request";
import type { Verdict } from "@latchkey/core/verdict/verdict";
import type { PathReader } from "../call/path-reader.ts";
import type { RefusalLine } from "./refusal-line.ts";

/**
 * What a refused call has named of its service: the path's template and, of a REST service, the operation. Only for a consumer with a
 * subscription: of anybody else's call it would take a read, and its time would tell that the service is there.
 */
export const namedCall = async (
  paths: PathReader | undefined,
  { method, rest }: CallRequest,
  verdict: Exclude<Verdict, { kind: "pending" | "allowed" }>,
  now: number,
): Promise<Pick<RefusalLine, "path" | "operation">> => {
  const { service, subscription } = verdict.kind === "refused" ? verdict.known : {};
  if (!paths || !service || !subscription) return {};
  const { path, operation } = await paths({ slug: service.slug, method, rest }, now);
  return service.kind === "rest" ? { path, operation } : { path };
};
