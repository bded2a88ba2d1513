import type { KeyRings } from "@latchkey/core/key-ring/key-ring";
import { Unavailable } from "@latchkey/core/outage";
import type { Service } from "@latchkey/core/service/service";
import { openHeaders } from "@latchkey/core/service/upstream-headers";

/**
 * Headers that a service wants added, opened: its own, or those of one of its upstream's keys.
 * @throws Unavailable when the keys cannot be read, or do not fit.
 */
export const ownHeaders = async (
  keys: KeyRings,
  { id }: Pick<Service, "id">,
  sealedHeaders: Readonly<Record<string, string>>,
): Promise<Record<string, string>> => {
  if (Object.keys(sealedHeaders).length === 0) return {};
  const opened =
    openHeaders(await keys.ring("data"), id, sealedHeaders) ??
    openHeaders(await keys.refresh("data"), id, sealedHeaders);
  if (!opened) throw new Unavailable("A header of the upstream does not open with the data keys at hand.");
  return opened;
};
