import { type Invocable, unqualified } from "./invocable.ts";
import { LIVE, type ReleaseFault, releaseTemplate } from "./release-template.ts";
import { prefix, settings } from "./stage.ts";
import { titleOf } from "./title-of.ts";

/** `sst dev` runs the functions on one machine: there is no version of them. */
export const releasesGradually = settings.gradualRelease && !$dev;

const shiftingRole = (title: string, of: sst.aws.Function) => {
  const { region } = settings;
  const account = aws.getCallerIdentityOutput().accountId;
  return new aws.iam.Role(`${title}ShiftingRole`, {
    assumeRolePolicy: aws.iam.assumeRolePolicyForPrincipal({ Service: "codedeploy.amazonaws.com" }),
    inlinePolicies: [
      {
        name: "shift",
        policy: aws.iam.getPolicyDocumentOutput({
          statements: [
            {
              actions: ["lambda:GetAlias", "lambda:UpdateAlias", "lambda:GetProvisionedConcurrencyConfig"],
              resources: [of.arn, $interpolate`${of.arn}:${LIVE}`],
            },
            {
              actions: ["cloudwatch:DescribeAlarms"],
              resources: [$interpolate`arn:aws:cloudwatch:${region}:${account}:alarm:${prefix}-*`],
            },
          ],
        }).json,
      },
    ],
  });
};

/** The function as it is invoked by others: by itself, or by an alias that is shifted to a new version step by step. */
export const released = (name: string, of: sst.aws.Function, fault: ReleaseFault): Invocable => {
  if (!releasesGradually) return unqualified(of);
  const title = titleOf(name);
  const stack = new aws.cloudformation.Stack(`${title}Release`, {
    name: `${prefix}-${name}-release`,
    templateBody: releaseTemplate(fault),
    parameters: {
      FunctionName: of.name,
      FunctionVersion: of.nodes.function.version,
      ShiftingRole: shiftingRole(title, of).arn,
    },
  });
  const arn = stack.outputs.apply((outputs) => outputs["Live"] ?? "");
  return { functionArn: of.arn, arn, alias: arn.apply(() => LIVE) };
};
