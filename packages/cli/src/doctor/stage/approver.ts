/** Who decides on the run's applications, as far as mail is concerned. */
export interface Approver {
  readonly approver: string;
  /** Whether a person gave the address, whose inbox the doctor cannot read. */
  readonly asksForMail: boolean;
}

/**
 * Without a given address, one that takes every mail: on one machine any, else SES's mailbox simulator, which a sandbox may
 * send to and whose mails count against no reputation (Amazon SES Developer Guide, "Using the mailbox simulator").
 */
export const approverOf = (
  label: string,
  { given, hasInbox }: { given: string | undefined; hasInbox: boolean },
): Approver => {
  if (given !== undefined) return { approver: given, asksForMail: true };
  const approver = hasInbox ? `${label}@latchkey.test` : `success+${label}@simulator.amazonses.com`;
  return { approver, asksForMail: false };
};
