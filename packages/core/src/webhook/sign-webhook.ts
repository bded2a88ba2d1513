import { createHmac } from "node:crypto";
import type { RandomBytes } from "../id.ts";

const PREFIX = "whsec_";

/** 32 random bytes as Standard Webhooks writes them: `whsec_` and base64. Shown once. */
export const newWebhookSecret = (random: RandomBytes): string =>
  `${PREFIX}${Buffer.from(random(32)).toString("base64")}`;

/**
 * The headers of one attempt (standardwebhooks.com, "Signature scheme"): HMAC-SHA256 over `id.timestamp.payload`.
 *
 * @param at of the attempt, in milliseconds: receivers refuse what is older than their tolerance.
 */
export const signWebhook = (
  secret: string,
  message: { id: string; payload: string },
  at: number,
): Record<"webhook-id" | "webhook-timestamp" | "webhook-signature", string> => {
  const key = Buffer.from(secret.slice(PREFIX.length), "base64");
  const timestamp = String(Math.floor(at / 1000));
  const mac = createHmac("sha256", key).update(`${message.id}.${timestamp}.${message.payload}`);
  return {
    "webhook-id": message.id,
    "webhook-timestamp": timestamp,
    "webhook-signature": `v1,${mac.digest("base64")}`,
  };
};
