import { senderOf } from "../mail/mail-identity.ts";

/** Of a stage that has no address for calls, and no portal. */
export const mailSettings = {
  sender: senderOf("Latchkey <noreply@example.com>"),
  controlUrl: "https://control.example.com",
  gatewayUrl: "",
  portalUrl: "",
};
