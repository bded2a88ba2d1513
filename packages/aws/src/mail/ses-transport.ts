import { BadRequestException, MessageRejected, SESv2Client, SendEmailCommand } from "@aws-sdk/client-sesv2";
import { createTransport } from "nodemailer";
import type { MailTransport } from "./mailer.ts";

/** Region, credentials and endpoint (`AWS_ENDPOINT_URL_SESV2`) come from the environment. */
export const createSesClient = (): SESv2Client =>
  new SESv2Client({
    maxAttempts: 3,
    requestHandler: { connectionTimeout: 1000, requestTimeout: 10_000, throwOnRequestTimeout: true },
  });

export const sesTransport = (client: SESv2Client = createSesClient()): MailTransport => {
  const transport = createTransport({ SES: { sesClient: client, SendEmailCommand } });
  return {
    send: async (message) => {
      await transport.sendMail(message);
    },
    isRefusal,
  };
};

/**
 * About this mail. A sender that is not verified, a paused account or a quota is ours to mend: then the same mail
 * can go.
 */
const isRefusal = (error: unknown): boolean =>
  error instanceof BadRequestException ||
  (error instanceof MessageRejected && !/not verified/i.test(error.message));
