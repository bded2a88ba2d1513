import { SimulatePrincipalPolicyCommand } from "@aws-sdk/client-iam";
import type { Settings } from "../settings-groups.ts";
import type { Clients } from "./clients.ts";
import { type Finding, look, ok, refused } from "./finding.ts";

const ABOUT = "rights to deploy";

/** One or two of each service that a deploy makes things of. */
const ALWAYS = [
  "iam:CreateRole",
  "iam:PutRolePolicy",
  "iam:PassRole",
  "iam:TagRole",
  // What the last deploy was told, and where else the stage is.
  "iam:ListRoles",
  "iam:GetRole",
  "ssm:GetParametersByPath",
  "apigateway:POST",
  "cloudformation:CreateStack",
  "cloudfront:CreateDistribution",
  "dynamodb:CreateTable",
  "events:CreateEventBus",
  "lambda:CreateFunction",
  "lambda:AddPermission",
  "lambda:PutFunctionConcurrency",
  "logs:CreateLogGroup",
  "s3:CreateBucket",
  "scheduler:CreateSchedule",
  "secretsmanager:CreateSecret",
  "ses:CreateEmailIdentity",
  "sqs:CreateQueue",
  "ssm:PutParameter",
];

/** Whether IAM would let who deploys make what the stage is made of; policies of an organisation are part of the answer. */
export const askRights = async (
  { iam }: Pick<Clients, "iam">,
  caller: string,
  settings: Settings,
): Promise<Finding[]> => {
  const PolicySourceArn = principalOf(caller);
  if (PolicySourceArn === undefined) return [ok(ABOUT, "The account's root user may do everything.")];
  const ActionNames = [
    ...ALWAYS,
    ...(settings.domain === undefined ? [] : ["acm:RequestCertificate", "route53:ChangeResourceRecordSets"]),
    ...(settings.issuer === undefined ? ["cognito-idp:CreateUserPool"] : []),
    ...(settings.requestsPerAddress > 0 ? ["wafv2:CreateWebACL"] : []),
    ...(settings.kmsKey === undefined ? [] : ["kms:CreateGrant"]),
    ...(settings.gradualRelease ? ["codedeploy:CreateDeploymentGroup"] : []),
    ...(settings.monthlyBudget > 0 ? ["budgets:ModifyBudget"] : []),
  ];
  const { EvaluationResults = [] } = await iam.send(
    new SimulatePrincipalPolicyCommand({ PolicySourceArn, ActionNames, MaxItems: 100 }),
  );
  const denied = EvaluationResults.flatMap(({ EvalActionName, EvalDecision }) =>
    EvalDecision === "allowed" || EvalActionName === undefined ? [] : [EvalActionName],
  );
  if (EvaluationResults.length === 0)
    return [look(ABOUT, "IAM said nothing.", "Look at the policies of who deploys by hand.")];
  return denied.length === 0
    ? [ok(ABOUT, `${PolicySourceArn} may make what a stage is made of.`)]
    : [
        refused(
          ABOUT,
          `${PolicySourceArn} may not: ${denied.join(", ")}.`,
          "Deploy as somebody who may, or have it allowed. A condition on resources may be all that lacks: then say so to IAM.",
        ),
      ];
};

/** `arn:aws:sts::1:assumed-role/Name/session` → the role. Undefined for the root user, of whom IAM simulates nothing. */
const principalOf = (caller: string): string | undefined => {
  if (caller.endsWith(":root")) return undefined;
  const [, partition, account, role] = /^arn:([^:]+):sts::(\d+):assumed-role\/([^/]+)\//.exec(caller) ?? [];
  return role === undefined ? caller : `arn:${partition}:iam::${account}:role/${role}`;
};
