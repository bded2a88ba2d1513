import { IAM_SERVICES, IamUpstream } from "@latchkey/core/stage/iam-upstream";
import * as z from "zod/mini";
import { jsonIn, switchIn, type Variable } from "./settings-environment.ts";

/** An environment of Lambda holds 4 KB in all. */
const MAX_BYTES = 2000;

const ARN = new RegExp(
  `^arn:aws(?:-cn|-us-gov)?:(?:${IAM_SERVICES.join("|")}):[a-z0-9-]*:[0-9]*:[^*\\s]\\S*$`,
);

const Grant = z.strictObject({
  ...IamUpstream.shape,
  url: IamUpstream.shape.url.check(z.refine((url) => url.startsWith("https://"), "an https address")),
  resources: z
    .array(z.string().check(z.regex(ARN, "an ARN of bedrock, execute-api or lambda, not of all it has")))
    .check(z.minLength(1, "one ARN at least"), z.maxLength(20, "20 ARNs at most")),
});

export const iamFields = {
  /**
   * Which addresses the gateway calls with its role, for services of which teams, and what the role may use for that. Nothing
   * is signed for anybody else.
   */
  iamUpstreams: z.array(Grant).check(z.maxLength(50, "50 at most")),
  /** Whether the stage brings the service that `npx latchkey doctor` calls. */
  probe: z.boolean(),
};
type Iam = z.infer<z.ZodMiniObject<typeof iamFields>>;

export const IAM_DEFAULTS: Iam = { iamUpstreams: [], probe: false };

export const iamVariables = {
  iamUpstreams: jsonIn("LATCHKEY_IAM_UPSTREAMS"),
  probe: switchIn("LATCHKEY_PROBE"),
} satisfies Record<keyof typeof iamFields, Variable>;

export const iamContradictions = (iam: Iam): string[] => [
  ...iam.iamUpstreams.flatMap(({ service, resources }) =>
    resources
      .filter((arn) => arn.split(":", 3)[2] !== service)
      .map((arn) => `iamUpstreams is wrong: ${arn} is nothing of ${service}.`),
  ),
  ...(Buffer.byteLength(iamEnvironment(iam).LATCHKEY_IAM_UPSTREAMS) > MAX_BYTES
    ? [`iamUpstreams are more than ${MAX_BYTES} bytes without their ARNs: grant fewer, shorter addresses.`]
    : []),
];

/** As the functions read them: what the role may use is in its policy. */
export const iamEnvironment = ({ iamUpstreams }: Pick<Iam, "iamUpstreams">) => ({
  LATCHKEY_IAM_UPSTREAMS: JSON.stringify(iamUpstreams.map(({ resources: _, ...grant }) => grant)),
});

/** What a signed request of each service needs. */
const STATEMENTS = {
  bedrock: [{ actions: ["bedrock:InvokeModel", "bedrock:InvokeModelWithResponseStream"] }],
  "execute-api": [{ actions: ["execute-api:Invoke"] }],
  // Since October 2025 a function URL asks for both.
  lambda: [
    {
      actions: ["lambda:InvokeFunctionUrl"],
      conditions: [{ test: "StringEquals", variable: "lambda:FunctionUrlAuthType", values: ["AWS_IAM"] }],
    },
    {
      actions: ["lambda:InvokeFunction"],
      conditions: [{ test: "Bool", variable: "lambda:InvokedViaFunctionUrl", values: ["true"] }],
    },
  ],
} satisfies Record<(typeof IAM_SERVICES)[number], object[]>;

/** What a role needs to call these of one service. */
export const statementsFor = <Resource>(service: (typeof IAM_SERVICES)[number], resources: Resource[]) =>
  STATEMENTS[service].map((statement) => ({ ...statement, resources }));

/** Of the gateway's role, for all grants together: which of them a call may use is decided by its service's team. */
export const iamPermissions = ({ iamUpstreams }: Iam) =>
  IAM_SERVICES.flatMap((service) => {
    const granted = iamUpstreams.filter((grant) => grant.service === service);
    const resources = [...new Set(granted.flatMap((grant) => grant.resources))];
    return resources.length === 0 ? [] : statementsFor(service, resources);
  });
