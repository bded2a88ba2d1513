import { configuration, identity } from "./mail-identity.ts";
import { settings } from "./stage.ts";

export const configurationSet = configuration.configurationSetName;

/** What became of the mails, as metrics of this stage alone: the reputation that SES publishes is the account's. */
new aws.sesv2.ConfigurationSetEventDestination("MailMetrics", {
  configurationSetName: configurationSet,
  eventDestinationName: "metrics",
  eventDestination: {
    enabled: true,
    matchingEventTypes: ["SEND", "DELIVERY", "BOUNCE", "COMPLAINT", "REJECT"],
    cloudWatchDestination: {
      dimensionConfigurations: [
        // SES puts this tag on every mail by itself.
        {
          dimensionName: "ses:configuration-set",
          dimensionValueSource: "MESSAGE_TAG",
          defaultDimensionValue: "none",
        },
      ],
    },
  },
});

const account = aws.getCallerIdentityOutput().accountId;

/** Bounces and complaints, for what suppresses addresses. SES puts events onto no bus but the account's own. */
new aws.sesv2.ConfigurationSetEventDestination("MailEvents", {
  configurationSetName: configurationSet,
  eventDestinationName: "events",
  eventDestination: {
    enabled: true,
    matchingEventTypes: ["BOUNCE", "COMPLAINT"],
    eventBridgeDestination: {
      eventBusArn: $interpolate`arn:aws:events:${settings.region}:${account}:event-bus/default`,
    },
  },
});

/** The value of `From`. */
export const fromAddress = settings.sender.includes("@") ? settings.sender : `latchkey@${settings.sender}`;

/**
 * Lets a function send mail that is from our address. Both actions, because SES checks the second for a mail that is handed
 * over whole. All identities, because in the sandbox SES looks at the recipient's too; the condition also applies to mail to
 * our own address.
 */
export const sendMail = {
  actions: ["ses:SendEmail", "ses:SendRawEmail"],
  resources: [$interpolate`arn:aws:ses:${settings.region}:${account}:identity/*`, configuration.arn],
  conditions: [{ test: "StringEquals", variable: "ses:FromAddress", values: [fromAddress] }],
};

/** A clear warning, because until then no approver gets any mail. */
export const mailWarning = identity.apply(
  ({ emailIdentity, verifiedForSendingStatus, verificationStatus }) =>
    verifiedForSendingStatus
      ? "A new account's SES is in its sandbox and sends to verified addresses only: ask AWS for production access."
      : `NO MAIL IS SENT: ${emailIdentity} is not verified (${verificationStatus}). Follow the link that SES has mailed to it, or its DNS records.`,
);
