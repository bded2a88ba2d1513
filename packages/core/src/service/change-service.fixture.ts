import type { Caller } from "../access/caller.ts";
import type { PlatformWork } from "../platform/work.ts";
import { CAST, the } from "../testing/cast.ts";
import type { Records } from "../testing/kept-records.ts";
import { aWorld } from "../testing/memory-world.ts";
import { outcomeOf } from "../testing/outcome.ts";
import { aService } from "../testing/records.ts";
import { changeService } from "./change-service.ts";
import type { Service } from "./service.ts";
import { ServicePatch } from "./service-input.ts";

export const OWNER = the("owner", "providers");

/** What an upstream is in the least. */
export const upstream = { url: "https://up.test/v1", timeoutSeconds: 30, sealedHeaders: {} };

/** Changes a service of these fields, which stands alone. */
export const changing = async (
  patch: object,
  before: Partial<Service> = {},
  caller: Caller = OWNER,
  fields: Partial<PlatformWork> = {},
  records: Records = {},
) => {
  const service = aService({ upstream, ...before });
  const world = aWorld({ ...CAST, service, ...records });
  const stage = { allowPrivateAddresses: false, ...fields.stage };
  const work = world.work(caller, { ...fields, stage });
  const outcome = await outcomeOf(() => changeService(work, "svc_1", ServicePatch.parse(patch)));
  const after = await world.stores.service(service.slug);
  return { ...world, outcome, after };
};
