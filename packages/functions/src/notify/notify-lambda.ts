import { createMailer } from "@latchkey/aws/mail/mailer";
import { sentTable } from "@latchkey/aws/notification/sent-table";
import { DEFAULT_LIMITS } from "@latchkey/core/work";
import { now } from "../composition/clock.ts";
import { keyRings, stores, table } from "../composition/dependencies.ts";
import { createLog } from "../composition/log.ts";
import { once } from "../composition/once.ts";
import { settings } from "../composition/settings.ts";
import { senderOf } from "../mail/mail-identity.ts";
import { createNotify } from "./create-notify.ts";

const notify = once(() => {
  const known = settings();
  return createNotify({
    stores: stores(),
    lapseDays: DEFAULT_LIMITS.lapseDays,
    now,
    keys: keyRings(),
    sent: sentTable(table(), now),
    mailer: createMailer({ smtpUrl: known.SMTP_URL }),
    mail: {
      sender: senderOf(known.LATCHKEY_SENDER),
      controlUrl: known.LATCHKEY_CONTROL_URL,
      gatewayUrl: known.LATCHKEY_GATEWAY_URL,
      portalUrl: known.LATCHKEY_PORTAL_URL,
    },
    log: createLog("notify"),
  });
});

/** Invoked with the events of the bus that `NOTIFY_RULE` lets through. */
export const handler = (event: unknown): Promise<void> => notify()(event);
