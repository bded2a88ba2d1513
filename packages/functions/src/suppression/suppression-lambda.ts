import { suppressionRecorder } from "@latchkey/aws/stores/suppression-table";
import { once } from "@latchkey/core/once";
import { table } from "../composition/dependencies.ts";
import { createLog } from "../composition/log.ts";
import { settings } from "../composition/settings.ts";
import { suppressionsOf } from "./ses-events.ts";

const recorder = once(() => suppressionRecorder(table()));
const log = once(() => createLog("suppression"));

/** Invoked with what SES has to say of our mails, by the rule `sesRule`. */
export const handler = async (input: unknown): Promise<void> => {
  const suppressions = suppressionsOf(input, settings().LATCHKEY_CONFIGURATION_SET);
  if (!suppressions) return log().warn("ses-event-not-understood", {});
  for (const suppression of suppressions) await recorder().suppress(suppression);
};
