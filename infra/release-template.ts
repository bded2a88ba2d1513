/** The alias through which a function is invoked whose versions are released gradually. */
export const LIVE = "live";

/** A figure whose first occurrence takes a release back. */
export interface ReleaseFault {
  description: string;
  namespace: string;
  metric: string;
  /** Of the metric; a value may be of CloudFormation. */
  dimensions: Record<string, unknown>;
}

const ref = (name: string) => ({ Ref: name });
/** The function's name with something behind it. */
const joined = (end: string) => ({ "Fn::Join": ["", [ref("FunctionName"), end]] });

/** Errors of the version that is being released, and of no other (Lambda Developer Guide, "Metrics for functions with aliases"). */
export const ERRORS_OF_VERSION: ReleaseFault = {
  description: "The version that is being released fails.",
  namespace: "AWS/Lambda",
  metric: "Errors",
  dimensions: {
    FunctionName: ref("FunctionName"),
    Resource: joined(`:${LIVE}`),
    ExecutedVersion: ref("FunctionVersion"),
  },
};

/**
 * A stack that shifts an alias to the version that it is told: a tenth of the invocations for five minutes, then all. CloudFormation has
 * CodeDeploy do it (`UpdatePolicy`) and waits; when the alarm rings or CodeDeploy fails, the alias stays where it was, the update of the
 * stack is rolled back, and the deploy fails.
 */
export const releaseTemplate = ({ description, namespace, metric, dimensions }: ReleaseFault): string =>
  JSON.stringify({
    Parameters: Object.fromEntries(
      ["FunctionName", "FunctionVersion", "ShiftingRole"].map((name) => [name, { Type: "String" }]),
    ),
    Resources: {
      Alarm: {
        Type: "AWS::CloudWatch::Alarm",
        Properties: {
          AlarmName: joined("-release"),
          AlarmDescription: `${description} It is taken back: docs/deploy.md, "Gradual releases".`,
          Namespace: namespace,
          MetricName: metric,
          Dimensions: Object.entries(dimensions).map(([Name, Value]) => ({ Name, Value })),
          Statistic: "Sum",
          Period: 60,
          EvaluationPeriods: 1,
          Threshold: 1,
          ComparisonOperator: "GreaterThanOrEqualToThreshold",
          TreatMissingData: "notBreaching",
        },
      },
      Application: { Type: "AWS::CodeDeploy::Application", Properties: { ComputePlatform: "Lambda" } },
      Group: {
        Type: "AWS::CodeDeploy::DeploymentGroup",
        Properties: {
          ApplicationName: ref("Application"),
          ServiceRoleArn: ref("ShiftingRole"),
          DeploymentConfigName: "CodeDeployDefault.LambdaCanary10Percent5Minutes",
          DeploymentStyle: { DeploymentType: "BLUE_GREEN", DeploymentOption: "WITH_TRAFFIC_CONTROL" },
          AlarmConfiguration: { Enabled: true, Alarms: [{ Name: ref("Alarm") }] },
          AutoRollbackConfiguration: {
            Enabled: true,
            Events: ["DEPLOYMENT_FAILURE", "DEPLOYMENT_STOP_ON_ALARM", "DEPLOYMENT_STOP_ON_REQUEST"],
          },
        },
      },
      Live: {
        Type: "AWS::Lambda::Alias",
        Properties: {
          FunctionName: ref("FunctionName"),
          FunctionVersion: ref("FunctionVersion"),
          Name: LIVE,
        },
        UpdatePolicy: {
          CodeDeployLambdaAliasUpdate: {
            ApplicationName: ref("Application"),
            DeploymentGroupName: ref("Group"),
          },
        },
      },
    },
    Outputs: { Live: { Value: ref("Live") } },
  });
