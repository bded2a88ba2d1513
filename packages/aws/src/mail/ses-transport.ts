import { BadRequestException, MessageRejected, SESv2Client, SendEmailCommand } from "@aws-sdk/client-sesv2";
import { FEEDBACK_ID } from "@latchkey/core/notification/mailer";
import { createTransport } from "nodemailer";
import type { SendMailOptions } from "nodemailer/lib/mailer";
import type { MailTransport } from "./mail-transport.ts";

/** Region, credentials and endpoint (`AWS_ENDPOINT_URL_SESV2`) come from the environment. */
export const createSesClient = (): SESv2Client =>
  new SESv2Client({
    maxAttempts: 3,
    requestHandler: { connectionTimeout: 1000, requestTimeout: 10_000, throwOnRequestTimeout: true },
  });

/** @param configurationSet named by each mail: the default of a sender that others own is theirs */
export const sesTransport = (client: SESv2Client, configurationSet = ""): MailTransport => {
  const transport = createTransport({ SES: { sesClient: client, SendEmailCommand } });
  return {
    send: async (message) => {
      await transport.sendMail(tagged(message, configurationSet));
    },
    isRefusal,
    // Events report what happens to an accepted mail.
    isBounce: () => false,
  };
};

/** SES writes the header itself, and takes two of its parts from these tags. */
const PARTS = ["ses:feedback-id-a", "ses:feedback-id-b"];

const tagged = (
  { headers, ...message }: SendMailOptions,
  configurationSet: string,
): SendMailOptions & { ses: object } => {
  const { [FEEDBACK_ID]: feedback = "", ...others } = Object(headers) as Record<string, string>;
  const values = feedback.split(":");
  const EmailTags = PARTS.flatMap((Name, index) => (values[index] ? [{ Name, Value: values[index] }] : []));
  const ConfigurationSetName = configurationSet === "" ? {} : { ConfigurationSetName: configurationSet };
  return { ...message, headers: others, ses: { EmailTags, ...ConfigurationSetName } };
};

/**
 * About this mail. A sender that is not verified, a paused account or a quota is ours to repair: then the same mail
 * can go.
 */
const isRefusal = (error: unknown): boolean =>
  error instanceof BadRequestException ||
  (error instanceof MessageRejected && !/not verified/i.test(error.message));
