import { describe, expect, it } from "vitest";
import { stageSettings } from "../../infra/settings.ts";
import { eachWrong, WORKS, type WrongSettings } from "./refused-settings.fixture.ts";

const WRONG: WrongSettings = {
  LATCHKEY_REGION: {
    "cn-north-1": "only in those of the partition aws.",
    "us-gov-west-1": "only in those of the partition aws.",
    "us-isob-east-1": "only in those of the partition aws.",
    "eusc-de-east-1": "region is wrong",
  },
  LATCHKEY_SENDER_IDENTITY: {
    mine: "senderIdentity is wrong: create or existing.",
  },
  LATCHKEY_DMARC: {
    "p=none": "dmarc is wrong",
    "v=DMARC1; p=reject": "dmarc is a record of a domain",
  },
  LATCHKEY_KEEP_DEFAULT_ENDPOINT: {
    no: "keepDefaultEndpoint is wrong",
    false: "there is no domain",
  },
  LATCHKEY_PERMISSIONS_BOUNDARY: {
    boundary: "permissionsBoundary is wrong",
    "arn:aws:iam::123456789012:role/x": "permissionsBoundary is wrong",
  },
  LATCHKEY_KMS_KEY: {
    "arn:aws:kms:eu-central-1:123456789012:alias/x": "kmsKey is wrong",
    "arn:aws:kms:us-east-1:123456789012:key/x": "kmsKey is in another region",
  },
  LATCHKEY_AUDIT_LOCK_DAYS: {
    "0": "auditLockDays is wrong",
  },
};

describe("settings of a company's account that do not work", () => {
  it.each(eachWrong(WRONG))(
    "are told in a sentence that names the setting: %s=%s",
    (variable, value, told) => {
      expect(() => stageSettings("staging", WORKS, { [variable]: value })).toThrow(told);
    },
  );

  it("are none where each fits the others", () => {
    const given = {
      LATCHKEY_SENDER: "example.com",
      LATCHKEY_DMARC: "v=DMARC1; p=quarantine; rua=mailto:dmarc@example.com",
      LATCHKEY_DOMAIN: "latchkey.example.com",
      LATCHKEY_KEEP_DEFAULT_ENDPOINT: "false",
      LATCHKEY_PERMISSIONS_BOUNDARY: "arn:aws:iam::123456789012:policy/boundaries/apps",
      LATCHKEY_KMS_KEY: "arn:aws:kms:eu-central-1:123456789012:key/mrk-1234abcd",
      LATCHKEY_AUDIT_LOCK_DAYS: "400",
    };
    expect(stageSettings("staging", WORKS, given)).toMatchObject({ auditLockDays: 400 });
  });
});
