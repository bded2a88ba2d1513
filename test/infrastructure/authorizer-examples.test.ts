import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import {
  App,
  aws_apigateway as apigateway,
  aws_apigatewayv2 as apigatewayv2,
  aws_apigatewayv2_authorizers as authorizers,
  cloudformation_include as cloudformationInclude,
  Duration,
  aws_apigatewayv2_integrations as integrations,
  aws_lambda as lambda,
  Stack,
} from "aws-cdk-lib";
import { Match, Template } from "aws-cdk-lib/assertions";
import { transform } from "esbuild";
import { describe, expect, it } from "vitest";
import { evaluateStage, ofType } from "./graph/evaluate-stage.ts";
import { installPlatform } from "./platform/install-platform.ts";

const platform = await installPlatform();
const missing = platform.installed ? "" : ` (not run: ${platform.reason})`;

const document = await readFile(new URL("../../docs/authorizer.md", import.meta.url), "utf8");
/** The first block in a language, as the document shows it. */
const shown = (language: string): string => {
  const block = new RegExp(`\`\`\`${language}\\n([\\s\\S]*?)\`\`\``).exec(document)?.[1];
  if (block === undefined) throw new Error(`docs/authorizer.md shows no ${language}.`);
  return block;
};

const inFolder = async <T>(use: (folder: string) => Promise<T>): Promise<T> => {
  const folder = await mkdtemp(join(tmpdir(), "latchkey-examples-"));
  try {
    return await use(folder);
  } finally {
    await rm(folder, { recursive: true });
  }
};

const AUTHORIZER = "function:latchkey-production-authorizer";
const REST = {
  Type: "REQUEST",
  AuthorizerResultTtlInSeconds: 0,
  IdentitySource: "context.extendedRequestId",
};
const HTTP = {
  AuthorizerType: "REQUEST",
  AuthorizerPayloadFormatVersion: "2.0",
  EnableSimpleResponses: true,
  AuthorizerResultTtlInSeconds: 0,
  IdentitySource: ["$context.requestId"],
};

/** What both examples in terms of CloudFormation come to. */
const expectGuarded = (template: Template) => {
  template.hasResourceProperties("AWS::ApiGateway::Authorizer", REST);
  template.hasResourceProperties("AWS::ApiGatewayV2::Authorizer", HTTP);
  const permissions = Object.values(template.findResources("AWS::Lambda::Permission"));
  const asking = permissions.filter((permission) => JSON.stringify(permission).includes("/authorizers/"));
  expect(asking.map(({ Properties }) => Properties.Principal)).toEqual([
    "apigateway.amazonaws.com",
    "apigateway.amazonaws.com",
  ]);
  template.hasResourceProperties("AWS::ApiGateway::GatewayResponse", {
    ResponseType: "ACCESS_DENIED",
    ResponseTemplates: {
      "application/json": Match.serializedJson({
        title: Match.anyValue(),
        status: 403,
        code: "$context.authorizer.code",
      }),
    },
  });
  template.hasResourceProperties("AWS::ApiGatewayV2::Stage", {
    StageVariables: { latchkeyService: "tides" },
  });
  expect(JSON.stringify(template.toJSON())).toContain(AUTHORIZER);
};

describe("docs/authorizer.md", () => {
  it("shows CDK that guards both kinds of API, asks for every request and remembers nothing", async () => {
    const { code } = await transform(shown("typescript"), { loader: "ts" });
    const stack = new Stack(new App(), "Shop", { env: { account: "123456789012", region: "eu-central-1" } });
    const weather = lambda.Function.fromFunctionName(stack, "Handler", "weather");
    const tides = lambda.Function.fromFunctionName(stack, "OtherHandler", "tides");
    const scope = {
      tides,
      integrations,
      stack,
      lambda,
      apigateway,
      apigatewayv2,
      authorizers,
      Duration,
      weather,
    };
    new Function(...Object.keys(scope), code)(...Object.values(scope));
    const template = Template.fromStack(stack);
    expectGuarded(template);
    template.hasResourceProperties("AWS::ApiGateway::Stage", { Variables: { latchkeyService: "weather" } });
    template.hasResourceProperties("AWS::ApiGateway::Method", { AuthorizationType: "CUSTOM" });
    template.hasResourceProperties("AWS::ApiGatewayV2::Route", { AuthorizationType: "CUSTOM" });
  });

  it("shows CloudFormation that does the same", async () => {
    await inFolder(async (folder) => {
      const templateFile = join(folder, "template.yaml");
      await writeFile(templateFile, shown("yaml"));
      const stack = new Stack(new App(), "Shop");
      new cloudformationInclude.CfnInclude(stack, "Included", { templateFile });
      expectGuarded(Template.fromStack(stack));
    });
  });

  it.skipIf(missing !== "")(
    `shows SST that does the same${missing}`,
    async () => {
      const graph = await inFolder(async (folder) => {
        const config = join(folder, "sst.config.ts");
        await writeFile(
          config,
          `export default $config({
          app: () => ({ name: "shop", home: "aws", providers: { aws: { region: "eu-central-1" } } }),
          async run() {
            ${shown("ts").replaceAll(/"src\/\w+\.handler"/g, "latchkey")}
          },
        });`,
        );
        return evaluateStage("production", {}, { config });
      });
      expect(ofType(graph, "aws:apigateway/authorizer:Authorizer").map(({ inputs }) => inputs)).toMatchObject(
        [{ type: "REQUEST", authorizerResultTtlInSeconds: 0, identitySource: "context.extendedRequestId" }],
      );
      expect(
        ofType(graph, "aws:apigatewayv2/authorizer:Authorizer").map(({ inputs }) => inputs),
      ).toMatchObject([
        {
          authorizerType: "REQUEST",
          authorizerPayloadFormatVersion: "2.0",
          enableSimpleResponses: true,
          authorizerResultTtlInSeconds: 0,
          identitySources: ["$context.requestId"],
        },
      ]);
      const asking = ofType(graph, "aws:lambda/permission:Permission").filter(({ inputs }) =>
        String(inputs["sourceArn"]).includes("/authorizers/"),
      );
      expect(asking.map(({ inputs }) => String(inputs["function"]))).toEqual([
        expect.stringContaining(AUTHORIZER),
        expect.stringContaining(AUTHORIZER),
      ]);
      const variables = (type: string, name: string) => ofType(graph, type).map(({ inputs }) => inputs[name]);
      expect(variables("aws:apigateway/stage:Stage", "variables")).toEqual([{ latchkeyService: "weather" }]);
      expect(variables("aws:apigatewayv2/stage:Stage", "stageVariables")).toEqual([
        { latchkeyService: "tides" },
      ]);
      const guards = ofType(graph, "aws:apigateway/method:Method").map(
        ({ inputs }) => inputs["authorization"],
      );
      expect(guards).toContain("CUSTOM");
      const routes = ofType(graph, "aws:apigatewayv2/route:Route").map(
        ({ inputs }) => inputs["authorizationType"],
      );
      expect(routes).toEqual(["CUSTOM"]);
    },
    60_000,
  );
});
