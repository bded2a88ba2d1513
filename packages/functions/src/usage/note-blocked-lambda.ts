import { blockedCallTable } from "@latchkey/aws/stores/blocked-call-table";
import { serviceRecord } from "@latchkey/aws/stores/service-table";
import { once } from "@latchkey/core/once";
import { now } from "../composition/clock.ts";
import { table } from "../composition/dependencies.ts";
import { createLog } from "../composition/log.ts";

import { settings } from "../composition/settings.ts";
import { createNoteBlocked } from "./create-note-blocked.ts";

const noteBlocked = once(() =>
  createNoteBlocked({
    service: serviceRecord(table()),
    blocked: blockedCallTable(table()),
    gatewayApi: settings().LATCHKEY_GATEWAY_API,
    now,
    log: createLog("note-blocked"),
  }),
);

/** Invoked by the subscription of the firewall's log. */
export const handler = (event: unknown): Promise<{ noted: number }> => noteBlocked()(event);
