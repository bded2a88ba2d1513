import type { KeyRings } from "@latchkey/core/key-ring/key-ring";
import { Unavailable } from "@latchkey/core/outage";
import type { Service } from "@latchkey/core/service/service";
import { openHeaders } from "@latchkey/core/service/upstream-headers";

/** The headers that a service wants added, opened. @throws Unavailable when the keys cannot be read, or do not fit. */
export const ownHeaders = async (keys: KeyRings, service: Service): Promise<Record<string, string>> => {
  if (Object.keys(service.upstream.sealedHeaders).length === 0) return {};
  const opened =
    openHeaders(await keys.ring("data"), service) ?? openHeaders(await keys.refresh("data"), service);
  if (!opened) throw new Unavailable("A header of the upstream does not open with the data keys at hand.");
  return opened;
};
