import { CALL_BUNDLE } from "./call-bundle.ts";
import { useKeyFor } from "./key-permissions.ts";
import { keyPrefix } from "./keys.ts";
import { inNetwork } from "./network.ts";
import { timingEnvironment } from "./settings-timing.ts";
import { prefix, settings } from "./stage.ts";
import { table } from "./table.ts";
import { titleOf } from "./title-of.ts";

/** What CloudWatch Logs calls the spans of `infra/settings-operations.ts`, in days; 0 means unlimited. */
export const RETENTION_DAYS = {
  "1 week": 7,
  "1 month": 30,
  "3 months": 90,
  "6 months": 180,
  "1 year": 365,
  "2 years": 731,
  forever: 0,
} as const;

const functions = new Map<string, sst.aws.Function>();

/** One of those that are made by now. */
export const functionNamed = (name: string): sst.aws.Function => {
  const found = functions.get(name);
  if (!found) throw new Error(`There is no function ${name} yet.`);
  return found;
};

const logGroups = new Map<sst.aws.Function, aws.cloudwatch.LogGroup>();

/** Where a function writes. */
export const logsOf = (of: sst.aws.Function): aws.cloudwatch.LogGroup => {
  const logs = logGroups.get(of);
  if (!logs) throw new Error("Only functions that are made here have a log of their own.");
  return logs;
};

interface LambdaArgs {
  /** Below `packages/functions/src`, without its ending. */
  entry: string;
  /** All that its role allows, besides writing its own log. */
  permissions: sst.aws.FunctionPermissionArgs[];
  environment?: Record<string, $util.Input<string>>;
  timeout?: sst.aws.FunctionArgs["timeout"];
  memory?: sst.aws.FunctionArgs["memory"];
  /** Answers piece by piece. A deployed route states this itself; its substitute in `sst dev` has to be configured. */
  streaming?: true;
  /** Connects to what teams have named: in the network of the stage, where it has one. */
  connects?: true;
  /** Each call waits for its cold start. */
  isOfCall?: true;
  /** What it imports when it runs is in files of its own. */
  splitting?: true;
  /** Whether each deploy publishes a version of it that stays as it is. */
  versions?: boolean;
  /** An address of its own, at which it answers piece by piece, for roles that may call it. */
  hasAddress?: true;
  /** How many may run at once; they are taken from what the account has. */
  reserved?: number;
  /** How often Lambda tries an asynchronous call again, and where it leaves what failed to the end. */
  onFailure?: { retries: number; queue: $util.Input<string> } | { retries: number; bucket: sst.aws.Bucket };
}

type OnFailure = NonNullable<LambdaArgs["onFailure"]>;

const destinationOf = (onFailure: OnFailure): $util.Input<string> =>
  "queue" in onFailure ? onFailure.queue : onFailure.bucket.arn;

/** Lambda leaves what failed in the function's name. */
const leaving = (onFailure: OnFailure): sst.aws.FunctionPermissionArgs[] =>
  "queue" in onFailure
    ? [{ actions: ["sqs:SendMessage"], resources: [onFailure.queue] }]
    : [
        { actions: ["s3:ListBucket"], resources: [onFailure.bucket.arn] },
        { actions: ["s3:PutObject"], resources: [$interpolate`${onFailure.bucket.arn}/*`] },
      ];

/** One of our functions, `latchkey-<stage>-<name>`, with a log of its own and a role that allows nothing unsaid. */
export const lambda = (name: string, args: LambdaArgs): sst.aws.Function => {
  const functionName = `${prefix}-${name}`;
  const title = titleOf(name);
  const logs = new aws.cloudwatch.LogGroup(`${title}Logs`, {
    name: `/aws/lambda/${functionName}`,
    retentionInDays: RETENTION_DAYS[settings.logRetention],
  });
  const { onFailure, reserved } = args;
  const network = args.connects ? settings.vpc : undefined;
  const permissions = [...args.permissions, ...(onFailure ? leaving(onFailure) : [])];
  const made = new sst.aws.Function(`${title}Function`, {
    name: functionName,
    description: `Latchkey: ${name}`,
    handler: `packages/functions/src/${args.entry}.handler`,
    timeout: args.timeout ?? "29 seconds",
    memory: args.memory ?? "1024 MB",
    nodejs: {
      minify: true,
      ...(args.isOfCall ? { esbuild: CALL_BUNDLE } : {}),
      ...(args.splitting ? { splitting: true } : {}),
    },
    logging: { logGroup: logs.name, format: "json" },
    environment: {
      LATCHKEY_TABLE: table.name,
      LATCHKEY_STAGE: $app.stage,
      LATCHKEY_KEYS: keyPrefix,
      // Every function that changes a record also writes when the record is due next.
      ...timingEnvironment(settings),
      ...args.environment,
    },
    permissions: [
      ...permissions,
      ...(network ? inNetwork(functionName) : []),
      ...useKeyFor(permissions.flatMap(({ actions }) => actions)),
      {
        actions: ["logs:CreateLogStream", "logs:PutLogEvents"],
        resources: [$interpolate`${logs.arn}:*`],
      },
    ],
    ...((args.streaming && $dev) || args.hasAddress ? { streaming: true } : {}),
    ...(args.hasAddress ? { url: { authorization: "iam", cors: false } } : {}),
    ...(onFailure ? { retries: onFailure.retries } : {}),
    ...(network ? { vpc: { privateSubnets: network.subnets, securityGroups: network.securityGroups } } : {}),
    ...(args.versions ? { versioning: true } : {}),
    ...(reserved ? { concurrency: { reserved } } : {}),
    transform: {
      // Not the managed policy: it lets a function write to every log of the account.
      role: { managedPolicyArns: [] },
      ...(onFailure
        ? {
            eventInvokeConfig: {
              destinationConfig: { onFailure: { destination: destinationOf(onFailure) } },
            },
          }
        : {}),
    },
  });
  logGroups.set(made, logs);
  functions.set(name, made);
  return made;
};
