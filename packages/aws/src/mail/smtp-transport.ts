import { createTransport } from "nodemailer";
import type { MailTransport } from "./mailer.ts";

const CONNECTION_TIMEOUT_MS = 5000;
const SOCKET_TIMEOUT_MS = 15_000;

export const smtpTransport = (url: string): MailTransport => {
  const transport = createTransport({
    url,
    connectionTimeout: CONNECTION_TIMEOUT_MS,
    greetingTimeout: CONNECTION_TIMEOUT_MS,
    socketTimeout: SOCKET_TIMEOUT_MS,
  });
  return {
    send: async (message) => {
      await transport.sendMail(message);
    },
    isRefusal: (error) => error instanceof Error && isAboutMail(error),
  };
};

/**
 * A permanent answer (RFC 5321, section 4.2.1) to the recipient or to the mail itself, or an address that is none.
 * One to the greeting, the sign-in or the sender is about our configuration: mended, the same mail can go.
 */
const isAboutMail = (
  error: Error & { code?: unknown; command?: unknown; responseCode?: unknown },
): boolean => {
  const { code, command, responseCode } = error;
  if (command === "RCPT TO" || command === "DATA")
    return typeof responseCode === "number" && responseCode >= 500;
  return code === "EENVELOPE" && command === "API";
};
