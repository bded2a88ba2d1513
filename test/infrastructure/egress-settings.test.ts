import { Settings } from "@latchkey/functions/composition/settings";
import { describe, expect, it } from "vitest";
import { ALLOWED, GRANTS, graphOfEverything, PROBE, VPC } from "./everything-set.fixture.ts";
import { functionsOf } from "./graph/evaluate-stage.ts";
import { type Allowed, allowedBy, deniedBy, managedPoliciesOf, roleOf } from "./graph/role.ts";
import { installPlatform } from "./platform/install-platform.ts";

const platform = await installPlatform();

const missing = platform.installed ? "" : ` (not run: ${platform.reason})`;

describe.skipIf(missing !== "")(`where functions connect to, with everything set${missing}`, () => {
  const { graph, environmentOf } = graphOfEverything();

  it("lets the gateway use what teams were granted and the stage's probe, and nothing else of it", () => {
    const [lambda, bedrock] = ["function:forecast", "foundation-model/haiku"];
    const granted = allowedBy(roleOf(graph(), "gateway")).filter(({ action }) =>
      /^(?:lambda|bedrock|execute-api):/.test(action),
    );
    expect(granted).toMatchObject([
      { action: "bedrock:InvokeModel", resource: bedrock },
      { action: "bedrock:InvokeModelWithResponseStream", resource: bedrock },
      {
        action: "lambda:InvokeFunctionUrl",
        resource: lambda,
        condition: [{ test: "StringEquals", variable: "lambda:FunctionUrlAuthType", values: ["AWS_IAM"] }],
      },
      {
        action: "lambda:InvokeFunction",
        resource: lambda,
        condition: [{ test: "Bool", variable: "lambda:InvokedViaFunctionUrl", values: ["true"] }],
      },
      { action: "lambda:InvokeFunctionUrl", resource: expect.stringMatching(/^Probe/) },
      { action: "lambda:InvokeFunction", resource: expect.stringMatching(/^Probe/) },
    ]);
    const told = [
      ...GRANTS.map(({ resources: _, ...grant }) => grant),
      { teams: ["latchkey"], service: "lambda", region: "us-west-2", url: expect.stringMatching(PROBE) },
    ];
    for (const name of ["gateway", "services"])
      expect(Settings.parse(environmentOf(name)).LATCHKEY_IAM_UPSTREAMS, name).toEqual(told);
    const others = [...functionsOf(graph(), "staging").keys()].filter(
      (name) => !["gateway", "services"].includes(name),
    );
    for (const name of others) {
      expect(environmentOf(name), name).not.toHaveProperty("LATCHKEY_IAM_UPSTREAMS");
      const actions = allowedBy(roleOf(graph(), name)).map(({ action }) => action);
      expect(actions, name).not.toContainEqual(
        expect.stringMatching(/^(?:lambda:InvokeFunctionUrl|bedrock:)/),
      );
    }
  });

  const CONNECTING = [
    "authorizer",
    "credentials",
    "deliver",
    "gateway",
    "oauth",
    "redeliver",
    "services",
    "verify",
  ];

  it("runs those that connect to what teams have named in the VPC, and no other", () => {
    for (const [name, { inputs }] of functionsOf(graph(), "staging")) {
      const inVpc = CONNECTING.includes(name)
        ? { subnetIds: VPC.subnets, securityGroupIds: VPC.securityGroups }
        : undefined;
      expect(inputs["vpcConfig"], name).toEqual(inVpc);
    }
  });

  it("lets Lambda alone make their network interfaces, never their own code", () => {
    const interfaces = [
      "ec2:AssignPrivateIpAddresses *",
      "ec2:CreateNetworkInterface *",
      "ec2:DeleteNetworkInterface *",
      "ec2:DescribeNetworkInterfaces *",
      "ec2:DescribeSubnets *",
      "ec2:UnassignPrivateIpAddresses *",
    ];
    const written = ({ action, resource }: Allowed) => `${action} ${resource}`;
    for (const name of functionsOf(graph(), "staging").keys()) {
      const role = roleOf(graph(), name);
      const ofEc2 = allowedBy(role).filter(({ action }) => action.startsWith("ec2:"));
      const isIn = CONNECTING.includes(name);
      expect(ofEc2.map(written), name).toEqual(isIn ? interfaces : []);
      const denied = deniedBy(role);
      expect(denied.map(written), name).toEqual(isIn ? interfaces : []);
      for (const { condition } of denied)
        expect(condition).toEqual([
          {
            test: "ArnEquals",
            variable: "lambda:SourceFunctionArn",
            values: [`arn:*:lambda:*:*:function:latchkey-staging-${name}`],
          },
        ]);
      expect(managedPoliciesOf(role), name).toEqual([]);
    }
  });

  it("tells those that write and connect what teams may reach there, and nothing of one machine", () => {
    for (const name of [...CONNECTING, "webhooks"])
      expect(Settings.parse(environmentOf(name)).LATCHKEY_ALLOWED_UPSTREAMS, name).toEqual(ALLOWED);
    for (const name of functionsOf(graph(), "staging").keys())
      for (const variable of Object.keys(environmentOf(name)))
        expect(variable, name).not.toMatch(/PRIVATE_|ROLE_CREDENTIALS/);
  });

  it("stays within the 4 KB that an environment of Lambda holds", () => {
    for (const name of functionsOf(graph(), "staging").keys())
      expect(JSON.stringify(environmentOf(name)).length, name).toBeLessThan(4096);
  });
});
