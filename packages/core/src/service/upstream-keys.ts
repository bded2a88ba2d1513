import { invalidInput } from "../refusal.ts";
import type { WorkContext } from "../store/work.ts";
import type { Service, UpstreamAuth, UpstreamKey } from "./service.ts";
import { refuseSignedHeaders, sealHeaders } from "./upstream-headers.ts";
import type { UpstreamKeyInput } from "./upstream-input.ts";

type Keys = Service["upstream"]["keys"];

/**
 * The keys of an upstream as they are stored.
 *
 * @param given null: there are none from now on; undefined: they stay
 * @param isMoved whether the upstream's origin changes: then its secrets are given again
 * @throws Refusal `invalid-input` for a key without headers
 */
export const plannedKeys = async (
  work: Pick<WorkContext, "keys" | "random">,
  {
    id,
    before,
    auth,
    isMoved,
  }: { id: string; before: Keys; auth: UpstreamAuth | undefined; isMoved: boolean },
  given: readonly UpstreamKeyInput[] | null | undefined,
): Promise<{ keys?: NonNullable<Keys> }> => {
  if (given === null) return {};
  if (given === undefined) {
    if (before && isMoved)
      throw invalidInput("/upstream/keys", "to be given again, as the upstream's origin changes");
    return before ? { keys: before } : {};
  }
  const keys: Record<string, UpstreamKey> = {};
  for (const [index, { name, weight, headers }] of given.entries()) {
    const pointer = `/upstream/keys/${index}/headers`;
    refuseSignedHeaders(auth, Object.keys(headers ?? {}), pointer);
    const kept = before && Object.hasOwn(before, name) && !isMoved ? before[name] : undefined;
    const sealedHeaders = headers ? await sealHeaders(work, id, headers) : kept?.sealedHeaders;
    if (!sealedHeaders || Object.keys(sealedHeaders).length === 0)
      throw invalidInput(pointer, "missing: the headers that carry the key");
    keys[name] = { weight, sealedHeaders };
  }
  return { keys };
};
