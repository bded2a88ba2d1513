import { leavesUserPool, REGION_TAG } from "./last-deploy.ts";
import { settings } from "./stage.ts";

/*
 * What holds for every resource of a kind, those that components of SST make by themselves included. Imported before
 * anything is made.
 */

type Properties = Readonly<Record<string, unknown>>;
type OfKind = (properties: Properties, name: string) => Properties;

const role: OfKind = (properties, name) => ({
  ...properties,
  ...(name === "RootFunctionRole"
    ? { tags: { ...Object(properties["tags"]), [REGION_TAG]: settings.region } }
    : {}),
  ...(settings.permissionsBoundary ? { permissionsBoundary: settings.permissionsBoundary } : {}),
});

/** CloudFront reads these for everybody, and could not with a key of the stage's. */
const PUBLIC_FILES = "PortalAssetsEncryption";

const encryptedWith = (kmsKey: string): Readonly<Record<string, OfKind>> => ({
  "aws:dynamodb/table:Table": (table) => ({
    ...table,
    serverSideEncryption: { enabled: true, kmsKeyArn: kmsKey },
  }),
  "aws:secretsmanager/secret:Secret": (secret) => ({ ...secret, kmsKeyId: kmsKey }),
  "aws:cloudwatch/logGroup:LogGroup": (logs) => ({ ...logs, kmsKeyId: kmsKey }),
  "aws:sqs/queue:Queue": ({ sqsManagedSseEnabled: _ofSqs, ...queue }) => ({
    ...queue,
    kmsMasterKeyId: kmsKey,
  }),
  "aws:s3/bucketServerSideEncryptionConfiguration:BucketServerSideEncryptionConfiguration": (bucket, name) =>
    name === PUBLIC_FILES
      ? bucket
      : {
          ...bucket,
          rules: [
            {
              applyServerSideEncryptionByDefault: { sseAlgorithm: "aws:kms", kmsMasterKeyId: kmsKey },
              bucketKeyEnabled: true,
            },
          ],
        },
});

const KINDS: Readonly<Record<string, OfKind>> = {
  "aws:iam/role:Role": role,
  ...(settings.kmsKey ? encryptedWith(settings.kmsKey) : {}),
};

/** What cannot be made again: its content, or an address that others have. Pulumi neither deletes nor replaces it. */
const isIrreplaceable = (type: string, name: string): boolean =>
  [
    "aws:dynamodb/table:Table",
    "aws:secretsmanager/secret:Secret",
    "aws:cognito/userPool:UserPool",
    "aws:apigateway/restApi:RestApi",
  ].includes(type) ||
  (type === "aws:s3/bucket:Bucket" && name === "AuditAnchorsBucket");

const isGuarded = (type: string, name: string): boolean =>
  settings.protected &&
  isIrreplaceable(type, name) &&
  !(leavesUserPool && type === "aws:cognito/userPool:UserPool");

/** An identity of SES that the stage has made, and its keys of DKIM: somebody else may own them from now on. */
const isHandedOver = (type: string, name: string): boolean =>
  settings.protected &&
  (type === "aws:sesv2/emailIdentity:EmailIdentity" ||
    (type === "aws:route53/record:Record" && name.startsWith("MailCNAMERecord")));

$util.runtime.registerStackTransformation(({ type, name, props, opts }) => ({
  props: KINDS[type]?.(props, name) ?? props,
  opts: {
    ...opts,
    ...(isGuarded(type, name) ? { protect: true } : {}),
    ...(isHandedOver(type, name) ? { retainOnDelete: true } : {}),
  },
}));
