import { settings } from "./stage.ts";

/*
 * Who mail is from, as SES knows it, and the configuration set that the stage's mails carry. With `senderIdentity: existing`
 * the identity is somebody else's: it is looked at, and nothing of it is made, changed or removed.
 */

const { sender, senderIdentity, dmarc } = settings;

/** SST makes a record of DMARC for every domain: a company's own, in force or not yet, would be weakened by it. */
const dnsOfSender = () => {
  const dns = sst.aws.dns();
  const createRecord = (
    ...[name, record, options]: Parameters<typeof dns.createRecord>
  ): $util.Output<$util.Resource> =>
    // The record of DMARC is the only one of text: keys of DKIM are names.
    record.type === "TXT" && dmarc === undefined && options.parent
      ? $output(options.parent)
      : dns.createRecord(name, record, options);
  return { ...dns, createRecord };
};

const isDomain = !sender.includes("@");

/** A configuration set and the identity; SES asks the owner of an address by mail, and of a domain by DNS. */
const email =
  senderIdentity === "create"
    ? new sst.aws.Email("Mail", {
        sender,
        ...(isDomain ? { dns: dnsOfSender() } : {}),
        ...(dmarc ? { dmarc } : {}),
      })
    : undefined;

/** Mails name it themselves: an identity of somebody else's has a default of its own, or none. */
export const configuration =
  email?.nodes.configurationSet ??
  new aws.sesv2.ConfigurationSet("MailConfig", { configurationSetName: `${$app.name}-${$app.stage}-mail` });

/** An address may be known to SES by itself or by its domain. */
const candidates = isDomain ? [sender] : [sender, sender.slice(sender.indexOf("@") + 1)];

const found = async () => {
  for (const emailIdentity of candidates) {
    const identity = await aws.sesv2.getEmailIdentity({ emailIdentity }).catch(() => undefined);
    if (identity) return identity;
  }
  throw new Error(
    `senderIdentity is existing, and SES in ${settings.region} knows no identity ${candidates.join(" or ")}. Make it known there, or set senderIdentity to create.`,
  );
};

/** Read at each deploy: the resource's own answer is from the day on which it was made. */
export const identity = email
  ? aws.sesv2.getEmailIdentityOutput({ emailIdentity: email.nodes.identity.emailIdentity })
  : $output(await found());
