import * as z from "zod/mini";
import { numberIn, switchIn, textIn, type Variable } from "./settings-environment.ts";

/**
 * Of AWS's partition `aws` alone. The others cannot hold a stage: `aws-cn` and `aws-us-gov` have no CloudFront of their own
 * accounts for the portal, `aws-cn` no SES for mail and no user pools either.
 */
const region = z.string().check(
  z.regex(/^[a-z]{2}(?:-[a-z]+)+-\d$/, "a region of AWS, like eu-central-1"),
  z.refine(
    (given) => !/^(?:cn|us-gov|us-iso[a-z]?|eu-isoe)-/.test(given),
    "a stage needs CloudFront and SES, so it can be in no region of aws-cn, aws-us-gov or a partition of its own, only in those of the partition aws",
  ),
);

const arn = (pattern: RegExp, told: string) => z.string().check(z.regex(pattern, told));

/** Where in AWS the stage is, and how it is guarded there. */
export const accountFields = {
  region,
  /** Cannot be removed by accident: the table, the keys and every resource are kept and guarded. */
  protected: z.boolean(),
  /** The most that any role of the stage may ever do, those that SST makes included. */
  permissionsBoundary: z.optional(
    arn(
      /^arn:aws:iam::(?:\d{12}|aws):policy\/[\w+=,.@/-]{1,512}$/,
      "the ARN of a managed policy, like arn:aws:iam::123456789012:policy/boundary",
    ),
  ),
  /** Encrypts what the stage stores, instead of keys of AWS's own. What its policy has to allow: docs/deploy.md. */
  kmsKey: z.optional(
    arn(
      /^arn:aws:kms:[a-z0-9-]+:\d{12}:key\/[A-Za-z0-9-]{1,128}$/,
      "the ARN of a key and of no alias, like arn:aws:kms:eu-central-1:123456789012:key/…",
    ),
  ),
  /** For how many days an anchor of the audit cannot be removed. Without: 30 in a protected stage, else 1. */
  auditLockDays: z.optional(z.int().check(z.minimum(1), z.maximum(3650))),
};
type Account = z.infer<z.ZodMiniObject<typeof accountFields>>;

export const ACCOUNT_DEFAULTS = { protected: false };

export const accountVariables = {
  region: textIn("LATCHKEY_REGION"),
  protected: switchIn("LATCHKEY_PROTECTED"),
  permissionsBoundary: textIn("LATCHKEY_PERMISSIONS_BOUNDARY"),
  kmsKey: textIn("LATCHKEY_KMS_KEY"),
  auditLockDays: numberIn("LATCHKEY_AUDIT_LOCK_DAYS"),
} satisfies Record<keyof typeof accountFields, Variable>;

export const accountContradictions = ({ kmsKey, region: home }: Account): string[] =>
  kmsKey === undefined || kmsKey.split(":")[3] === home
    ? []
    : [`kmsKey is in another region than the stage, which is in ${home}.`];
