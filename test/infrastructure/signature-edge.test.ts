import { EDGE_FUNCTION, EDGE_HEADERS } from "@latchkey/functions/routes/signature-edge";
import { beforeAll, describe, expect, it } from "vitest";
import { evaluateStage, functionsOf, named, ofType } from "./graph/evaluate-stage.ts";
import type { Graph } from "./graph/graph.ts";
import { installPlatform } from "./platform/install-platform.ts";

const platform = await installPlatform();
const missing = platform.installed ? "" : ` (not run: ${platform.reason})`;

const DISTRIBUTION = "aws:cloudfront/distribution:Distribution";
const EDGE = { LATCHKEY_SIGNATURE_EDGE: "true" };

describe.skipIf(missing !== "")(`an edge in front of the gateway${missing}`, () => {
  let without: Graph;
  let graph: Graph;
  let withDomain: Graph;
  let domainAlone: Graph;
  beforeAll(async () => {
    if (!platform.installed) return;
    const domain = {
      LATCHKEY_DOMAIN: "latchkey.example.com",
      LATCHKEY_EDGE_SECRET_NUMBER: "2",
      LATCHKEY_KEEP_DEFAULT_ENDPOINT: "false",
    };
    [without, graph, withDomain, domainAlone] = await Promise.all([
      evaluateStage("production"),
      evaluateStage("production", EDGE),
      evaluateStage("staging", { ...EDGE, ...domain }),
      evaluateStage("staging", domain),
    ]);
  });

  const distribution = (of: Graph) => named(of, DISTRIBUTION, "GatewayEdgeDistribution").inputs;
  const secretsOf = (of: Graph, stage: string) =>
    ["authorizer", "gateway", "verify"].map(
      (name) =>
        Object(functionsOf(of, stage).get(name)?.inputs["environment"]).variables.LATCHKEY_EDGE_SECRETS,
    );

  it("is not there unless a stage asks for it", () => {
    expect(ofType(without, DISTRIBUTION).map(({ name }) => name)).toEqual(["PortalCdnDistribution"]);
    expect(ofType(without, "random:index/randomPassword:RandomPassword")).toEqual([]);
    expect(secretsOf(without, "production")).toEqual([undefined, undefined, undefined]);
  });

  it("runs the function for every request, caches nothing and hands on every header but the host", () => {
    expect(named(graph, "aws:cloudfront/function:Function", "GatewayEdgeFunction").inputs).toMatchObject({
      runtime: "cloudfront-js-2.0",
      code: EDGE_FUNCTION,
      publish: true,
    });
    expect(distribution(graph)).toMatchObject({
      enabled: true,
      isIpv6Enabled: false,
      defaultCacheBehavior: {
        allowedMethods: ["DELETE", "GET", "HEAD", "OPTIONS", "PATCH", "POST", "PUT"],
        compress: false,
        viewerProtocolPolicy: "https-only",
        cachePolicyId: "4135ea2d-6df8-44a3-9df3-4b5a84be39ad",
        originRequestPolicyId: "b689b0a8-53d0-40ab-baf2-68738e2966ac",
        functionAssociations: [{ eventType: "viewer-request" }],
      },
    });
    expect(distribution(graph)["orderedCacheBehaviors"]).toBeUndefined();
    expect(distribution(graph)["customErrorResponses"]).toBeUndefined();
  });

  it("calls the API by AWS's name for it, over TLS alone, and proves itself", () => {
    expect(distribution(graph)["origins"]).toEqual([
      {
        originId: "gateway",
        domainName: "GatewayApi-id.execute-api.eu-central-1.amazonaws.com",
        originPath: "/production",
        customHeaders: [{ name: EDGE_HEADERS.secret, value: "EdgeSecret1-result" }],
        customOriginConfig: {
          httpPort: 80,
          httpsPort: 443,
          originProtocolPolicy: "https-only",
          originSslProtocols: ["TLSv1.2"],
          originReadTimeout: 60,
          originKeepaliveTimeout: 60,
        },
      },
    ]);
    expect(
      named(graph, "aws:apigateway/restApi:RestApi", "GatewayApi").inputs["disableExecuteApiEndpoint"],
    ).toBe(false);
  });

  it("is known by this secret and the one before to the authorizer and the gateway alone", () => {
    expect(secretsOf(graph, "production")).toEqual([
      "EdgeSecret1-result,EdgeSecret0-result",
      "EdgeSecret1-result,EdgeSecret0-result",
      undefined,
    ]);
    expect(secretsOf(withDomain, "staging")[0]).toBe("EdgeSecret2-result,EdgeSecret1-result");
    for (const { inputs } of ofType(graph, "random:index/randomPassword:RandomPassword"))
      expect(inputs).toEqual({ length: 43, special: false });
  });

  it("is the gateway's address for everybody, and no service's upstream", () => {
    expect(graph.outputs["gateway"]).toBe("https://gatewayedgedistribution.cloudfront.net");
    const { variables } = Object(functionsOf(graph, "production").get("gateway")?.inputs["environment"]);
    expect(variables.LATCHKEY_GATEWAY_URL).toBe("https://gatewayedgedistribution.cloudfront.net");
    for (const entry of ["gatewayedgedistribution.cloudfront.net", "api:GatewayApi-id"])
      expect(variables.LATCHKEY_OWN_HOSTS.split(",")).toContain(entry);
  });

  it("has the gateway's name where the stage has a domain, in place of API Gateway", () => {
    expect(distribution(withDomain)["aliases"]).toEqual(["gateway.latchkey.example.com"]);
    expect(withDomain.outputs["gateway"]).toBe("https://gateway.latchkey.example.com");
    const names = ofType(withDomain, "aws:apigateway/domainName:DomainName");
    expect(names.map(({ inputs }) => inputs["domainName"])).toEqual(["api.latchkey.example.com"]);
    const { variables } = Object(functionsOf(withDomain, "staging").get("gateway")?.inputs["environment"]);
    expect(variables.LATCHKEY_OWN_HOSTS).toContain("gatewayedgedistribution.cloudfront.net");
  });

  it("takes the name over from API Gateway, and gives it back: records that exist are changed, none is made twice", () => {
    const records = (of: Graph) =>
      ofType(of, "aws:route53/record:Record").filter(({ name }) => /^Gateway/.test(name));
    const [own, edges] = [records(domainAlone), records(withDomain)];
    expect(own).toHaveLength(3);
    expect(edges.flatMap(({ aliases }) => aliases).sort()).toEqual(own.map(({ urn }) => urn).sort());
    expect(own.flatMap(({ aliases }) => aliases).sort()).toEqual(edges.map(({ urn }) => urn).sort());
  });

  it("is found at once by an API whose own address was closed before", () => {
    const endpoint = (of: Graph) =>
      Object(named(of, "aws:apigateway/deployment:Deployment", "GatewayDeployment").inputs["triggers"])
        .defaultEndpoint;
    expect([endpoint(domainAlone), endpoint(withDomain)]).toEqual(["disabled", "enabled"]);
  });

  it("does not make all clients one address to the firewall", () => {
    const { rules } = Object(named(graph, "aws:wafv2/webAcl:WebAcl", "Firewall").inputs);
    const rule = (name: string) => rules.find((each: { name: string }) => each.name === name);
    const priorities = rules.map(({ priority }: { priority: number }) => priority);
    expect(new Set(priorities).size).toBe(rules.length);
    const proof = (searchString: string) => ({
      byteMatchStatement: {
        fieldToMatch: { singleHeader: { name: EDGE_HEADERS.secret } },
        positionalConstraint: "EXACTLY",
        searchString,
      },
    });
    expect(rule("ThroughEdge")).toMatchObject({
      action: { count: {} },
      ruleLabels: [{ name: "through-edge" }],
      statement: { orStatement: { statements: [proof("EdgeSecret1-result"), proof("EdgeSecret0-result")] } },
    });
    const labelled = { labelMatchStatement: { scope: "LABEL", key: "through-edge" } };
    expect(rule("PerAddress").statement.rateBasedStatement).toMatchObject({
      aggregateKeyType: "IP",
      scopeDownStatement: { notStatement: { statements: [labelled] } },
    });
    expect(rule("PerAddressOfEdge").statement.rateBasedStatement).toMatchObject({
      aggregateKeyType: "FORWARDED_IP",
      forwardedIpConfig: { headerName: EDGE_HEADERS.address, fallbackBehavior: "MATCH" },
      scopeDownStatement: labelled,
    });
    expect(rule("ThroughEdge").priority).toBeLessThan(rule("PerAddress").priority);
  });
});
