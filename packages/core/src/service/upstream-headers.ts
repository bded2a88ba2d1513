import type { KeyRing } from "../key-ring/key-ring.ts";
import { seal, unseal } from "../key-ring/seal.ts";
import { invalidInput } from "../refusal.ts";
import type { WorkContext } from "../store/work.ts";
import { isOfSignature, MAX_UPSTREAM_HEADERS } from "./header-rules.ts";
import type { Service, UpstreamAuth } from "./service.ts";

/** Header values may be keys of the upstream: they are kept sealed, bound to the service, and never shown again. */
export const sealHeaders = async (
  work: Pick<WorkContext, "keys" | "random">,
  serviceId: string,
  headers: Readonly<Record<string, string>>,
): Promise<Record<string, string>> => {
  if (Object.keys(headers).length === 0) return {};
  const ring = await work.keys.ring("data");
  return Object.fromEntries(
    Object.entries(headers).map(([name, value]) => [
      name.toLowerCase(),
      seal(ring, value, serviceId, work.random),
    ]),
  );
};

/** The stored headers with some of them set, and without those that are null. @throws Refusal for too many in all */
export const withHeaders = async (
  work: Pick<WorkContext, "keys" | "random">,
  { id, upstream }: Pick<Service, "id" | "upstream">,
  set: Readonly<Record<string, string | null>>,
): Promise<Record<string, string>> => {
  const named = new Set(Object.keys(set).map((name) => name.toLowerCase()));
  const given = Object.entries(set).flatMap(([name, value]) =>
    value === null ? [] : [[name, value] as const],
  );
  const kept = Object.entries(upstream.sealedHeaders).filter(([name]) => !named.has(name));
  const all = { ...Object.fromEntries(kept), ...(await sealHeaders(work, id, Object.fromEntries(given))) };
  if (Object.keys(all).length > MAX_UPSTREAM_HEADERS)
    throw invalidInput("/upstream/setHeaders", `at most ${MAX_UPSTREAM_HEADERS} headers in all`);
  return all;
};

/** Headers to send upstream, of the service with this id. Nothing when one of them does not open. */
export const openHeaders = (
  ring: KeyRing,
  id: string,
  sealedHeaders: Readonly<Record<string, string>>,
): Record<string, string> | undefined => {
  const opened: Record<string, string> = {};
  for (const [name, sealed] of Object.entries(sealedHeaders)) {
    const value = unseal(ring, sealed, id);
    if (value === undefined) return undefined;
    opened[name] = value;
  }
  return opened;
};

/** @throws Refusal `invalid-input` for a header that the signature of a call sets itself. */
export const refuseSignedHeaders = (
  auth: UpstreamAuth | undefined,
  names: readonly string[],
  pointer = "/upstream/headers",
): void => {
  const refused = auth && names.find(isOfSignature);
  if (refused !== undefined)
    throw invalidInput(`${pointer}/${refused}`, "a header that the signature of a call sets itself");
};
