/**
 * What Lambda itself does in the name of a function that runs in a VPC: its network interfaces, which have no names before they are
 * made. The function's own code may not ("Giving Lambda functions access to resources in an Amazon VPC", execution role).
 */
export const inNetwork = (functionName: string): sst.aws.FunctionPermissionArgs[] => [
  { actions: INTERFACES, resources: ["*"] },
  {
    effect: "deny",
    actions: INTERFACES,
    resources: ["*"],
    conditions: [
      {
        test: "ArnEquals",
        variable: "lambda:SourceFunctionArn",
        values: [`arn:*:lambda:*:*:function:${functionName}`],
      },
    ],
  },
];

const INTERFACES = [
  "ec2:AssignPrivateIpAddresses",
  "ec2:CreateNetworkInterface",
  "ec2:DeleteNetworkInterface",
  "ec2:DescribeNetworkInterfaces",
  "ec2:DescribeSubnets",
  "ec2:UnassignPrivateIpAddresses",
];
