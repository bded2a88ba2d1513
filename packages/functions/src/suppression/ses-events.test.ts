import { describe, expect, it } from "vitest";
import { suppressionsOf } from "./ses-events.ts";

const SET = "latchkey-production";
const AT = "2026-03-01T12:00:00.000Z";
const mail = { destination: ["ann@example.com"], tags: { "ses:configuration-set": [SET] } };

const bounce = (fields: object = {}, ofMail: object = {}, event: object = {}) => ({
  source: "aws.ses",
  "detail-type": "Email Bounced",
  detail: {
    eventType: "Bounce",
    mail: { ...mail, ...ofMail },
    bounce: {
      bounceType: "Permanent",
      bounceSubType: "General",
      bouncedRecipients: [{ emailAddress: "ann@example.com", action: "failed", status: "5.1.1" }],
      timestamp: AT,
      ...fields,
    },
  },
  ...event,
});

const complaint = (fields: object = {}, ofMail: object = {}) => ({
  source: "aws.ses",
  "detail-type": "Email Complaint Received",
  detail: {
    eventType: "Complaint",
    mail: { ...mail, ...ofMail },
    complaint: {
      complainedRecipients: [{ emailAddress: "ann@example.com" }],
      complaintFeedbackType: "abuse",
      timestamp: AT,
      ...fields,
    },
  },
});

const ANN = { address: "ann@example.com", at: AT };

describe("A notification of SES about a mail", () => {
  it.each([
    ["a bounce for good", bounce(), [{ ...ANN, why: "bounced" }]],
    [
      "a bounce of an address that AWS knows",
      bounce({ bounceSubType: "OnAccountSuppressionList" }),
      [{ ...ANN, why: "bounced" }],
    ],
    [
      "an address with a name, in capitals",
      bounce({ bouncedRecipients: [{ emailAddress: "Ann <ANN@Example.com>" }] }),
      [{ ...ANN, why: "bounced" }],
    ],
    [
      "a destination with a name",
      bounce({}, { destination: ["Ann <ann@example.com>"] }),
      [{ ...ANN, why: "bounced" }],
    ],
    [
      "another form of the time",
      bounce({ timestamp: "2026-03-01T13:00:00+01:00" }),
      [{ ...ANN, why: "bounced" }],
    ],
    ["a complaint", complaint(), [{ ...ANN, why: "complained" }]],
    [
      "a complaint that says nothing more",
      complaint({ complaintFeedbackType: null }),
      [{ ...ANN, why: "complained" }],
    ],
  ])("suppresses its recipient: %s", (_what, event, suppressions) => {
    expect(suppressionsOf(event, SET)).toEqual(suppressions);
  });

  it.each([
    ["a bounce that may be over soon", bounce({ bounceType: "Transient", bounceSubType: "MailboxFull" })],
    [
      "a text that a server does not like",
      bounce({ bounceType: "Transient", bounceSubType: "ContentRejected" }),
    ],
    ["a mail that is too large", bounce({ bounceType: "Transient", bounceSubType: "MessageTooLarge" })],
    ["a bounce of an unknown type", bounce({ bounceType: "Undetermined" })],
    [
      "an address that no mail of ours went to",
      bounce({ bouncedRecipients: [{ emailAddress: "victim@example.com" }] }),
    ],
    [
      "a complaint of somebody else",
      complaint({ complainedRecipients: [{ emailAddress: "victim@example.com" }] }),
    ],
    ["a complaint that it was no spam", complaint({ complaintFeedbackType: "not-spam" })],
    ["a report of a failed check", complaint({ complaintFeedbackType: "auth-failure" })],
    ["a mail of another stage", bounce({}, { tags: { "ses:configuration-set": ["latchkey-staging"] } })],
    ["a mail without a stage", bounce({}, { tags: {} })],
  ])("suppresses no address: %s", (_what, event) => {
    expect(suppressionsOf(event, SET)).toEqual([]);
  });

  it.each([
    ["another source", bounce({}, {}, { source: "latchkey" })],
    ["a source that looks like it", bounce({}, {}, { source: "aws.ses.example" })],
    ["another event", { source: "aws.ses", detail: { eventType: "Delivery", mail } }],
    ["no time", bounce({ timestamp: "soon" })],
    ["no recipients", bounce({ bouncedRecipients: undefined })],
    ["nothing", undefined],
    ["a text", "Bounce"],
  ])("is not understood: %s", (_what, event) => {
    expect(suppressionsOf(event, SET)).toBeUndefined();
  });

  it("suppresses no address where no configuration set is named", () => {
    expect(suppressionsOf(bounce(), "")).toEqual([]);
  });
});
