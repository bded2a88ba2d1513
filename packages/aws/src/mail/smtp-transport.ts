import { createTransport } from "nodemailer";
import type { MailTransport } from "./mail-transport.ts";

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
    isBounce: (error) => error instanceof Error && isAboutAddress(error),
  };
};

/**
 * A permanent answer (RFC 5321, section 4.2.1) to the recipient or to the mail itself, or an address that is none.
 * One to the greeting, the sign-in or the sender is about our configuration: once that is repaired, the same mail can go.
 */
const isAboutMail = (
  error: Error & { code?: unknown; command?: unknown; responseCode?: unknown },
): boolean => {
  const { code, command, responseCode } = error;
  if (command === "RCPT TO" || command === "DATA")
    return typeof responseCode === "number" && responseCode >= 500;
  return code === "EENVELOPE" && command === "API";
};

/**
 * Full, too large, and refused for what a server makes of the sender or the text: none of these says that the address does
 * not exist.
 */
const OF_SOMETHING_ELSE = /\b5\.(?:2\.[0234]|3\.\d+|4\.\d+|5\.\d+|6\.\d+|7\.\d+)\b/;
const OF_THE_ADDRESS = /\b5\.(?:1\.[0-9]+|2\.1)\b/;

/**
 * The answer to the recipient comes before the server has seen a word of the mail, so no tenant can bring it about. One
 * to the text counts only where the server says that it means the address (RFC 3463, 3.2).
 */
const isAboutAddress = ({
  command,
  responseCode,
  response,
}: Error & { command?: unknown; responseCode?: unknown; response?: unknown }): boolean => {
  if (typeof responseCode !== "number" || responseCode < 500) return false;
  const said = String(response ?? "");
  if (command === "RCPT TO") return responseCode !== 552 && !OF_SOMETHING_ELSE.test(said);
  return command === "DATA" && OF_THE_ADDRESS.test(said);
};
