import { settings } from "../composition/settings.ts";
import { stageBrand } from "../composition/stage-brand.ts";
import type { MailSettings } from "../mail/compose-mail.tsx";
import { senderOf } from "../mail/mail-identity.ts";

/** As the stage has them. @throws Error where the sender is no address. */
export const mailSettings = (): MailSettings => {
  const known = settings();
  return {
    sender: senderOf(known.LATCHKEY_SENDER),
    brand: stageBrand(),
    controlUrl: known.LATCHKEY_CONTROL_URL,
    gatewayUrl: known.LATCHKEY_GATEWAY_URL,
    portalUrl: known.LATCHKEY_PORTAL_URL,
  };
};
