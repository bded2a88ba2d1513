import { readdirSync } from "node:fs";
import { join } from "node:path";
import { PORTAL_CACHING, portalHeaders } from "@latchkey/functions/routes/portal-headers";
import { beforeAll, describe, expect, it } from "vitest";
import { evaluateStage, functionsOf, named, ofType } from "./graph/evaluate-stage.ts";
import type { Graph } from "./graph/graph.ts";
import { madeBefore } from "./graph/made-before.ts";
import { installPlatform, ROOT } from "./platform/install-platform.ts";
import { portalHeadersOf } from "./portal/portal-headers-of.ts";

const platform = await installPlatform();

const missing = platform.installed ? "" : ` (not run: ${platform.reason})`;

const POLICY = "aws:cloudfront/responseHeadersPolicy:ResponseHeadersPolicy";

const DISTRIBUTION = "aws:cloudfront/distribution:Distribution";

const configOf = (graph: Graph) =>
  JSON.parse(String(named(graph, "aws:s3/bucketObjectv2:BucketObjectv2", "PortalConfig").inputs["content"]));

let graph: Graph;
let withDomain: Graph;
beforeAll(async () => {
  if (!platform.installed) return;
  const domain = { LATCHKEY_DOMAIN: "latchkey.example.com", LATCHKEY_OIDC_ORIGINS: "https://t.example.com" };
  graph = await evaluateStage("production");
  withDomain = await evaluateStage("staging", domain);
});

describe.skipIf(missing !== "")(`the portal of a stage${missing}`, () => {
  const behaviour = () => Object(named(graph, DISTRIBUTION, "PortalCdnDistribution").inputs);

  it("has on every answer, errors included, the headers that it has on one machine, and HTTPS for two years", () => {
    const { controlUrl, gatewayUrl, issuer } = configOf(graph);
    expect(portalHeadersOf(graph)).toEqual({
      ...portalHeaders({ controlUrl, gatewayUrl, issuer }),
      "Strict-Transport-Security": "max-age=63072000",
    });
    const { defaultCacheBehavior, orderedCacheBehaviors, customErrorResponses } = behaviour();
    expect(defaultCacheBehavior.responseHeadersPolicyId).toBe("PortalHeaders-id");
    // No other behaviour that would answer without them, and no page of CloudFront's own in place of an error.
    const others = orderedCacheBehaviors.map(Object);
    expect(others.map(({ pathPattern }: { pathPattern: string }) => pathPattern)).toEqual([
      "/.well-known/api-catalog",
    ]);
    expect(others[0].responseHeadersPolicyId).toBe("PortalHeaders-id");
    expect(customErrorResponses).toEqual([]);
  });

  it("puts its headers before what the bucket says", () => {
    const { securityHeadersConfig, customHeadersConfig } = Object(
      named(graph, POLICY, "PortalHeaders").inputs,
    );
    const overrides = [...Object.values(securityHeadersConfig), ...customHeadersConfig.items];
    expect(overrides.map((header) => Object(header).override)).toEqual(overrides.map(() => true));
  });

  it("may ask the planes, the issuer and the issuer's further origins, and no other host", () => {
    const [, targets] =
      /connect-src ([^;]+);/.exec(portalHeadersOf(withDomain)["Content-Security-Policy"] ?? "") ?? [];
    expect(targets?.split(" ")).toEqual([
      "'self'",
      "https://api.latchkey.example.com",
      "https://gateway.latchkey.example.com",
      "https://login.example.com",
      "https://t.example.com",
    ]);
  });

  it("is told by config.json where everything is, and asks for that again each time", () => {
    const { inputs } = named(withDomain, "aws:s3/bucketObjectv2:BucketObjectv2", "PortalConfig");
    expect(inputs).toMatchObject({ key: "config.json", contentType: "application/json; charset=utf-8" });
    expect(inputs["cacheControl"]).toBe("no-cache");
    expect(configOf(withDomain)).toEqual({
      controlUrl: "https://api.latchkey.example.com",
      gatewayUrl: "https://gateway.latchkey.example.com",
      issuer: "https://login.example.com",
      clientId: "latchkey",
      cliClientId: "latchkey-cli",
      brand: { name: "Latchkey" },
      publicCatalog: false,
    });
  });

  const uploaded = (): { key: string; cacheControl: string; contentType: string }[] => {
    const files = ofType(graph, "pulumi-nodejs:dynamic:Resource").find(({ name }) =>
      name.startsWith("PortalAssetFiles"),
    );
    return Object(files?.inputs).files;
  };

  it("is the whole build, and only files named after what is in them may be kept", () => {
    const built = readdirSync(join(ROOT, "packages/portal/dist"), { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map(({ name }) => name);
    expect(uploaded().length).toBe(built.length);
    for (const { key, cacheControl } of uploaded()) {
      const hashed = /^assets\/.+-[\w-]{8}\.\w+$/.test(key);
      expect(cacheControl, key).toBe(hashed ? PORTAL_CACHING.immutable : PORTAL_CACHING.other);
    }
    const page = uploaded().find(({ key }) => key === "index.html");
    expect(page).toMatchObject({ cacheControl: "no-cache", contentType: "text/html;charset=UTF-8" });
  });

  it("is built when it is deployed, and leaves the files of the former build to pages that are open", () => {
    expect(named(graph, "command:local:Command", "PortalBuilder").inputs).toMatchObject({
      create: "npm run build",
      update: "npm run build",
      dir: join(ROOT, "packages/portal"),
    });
    const files = ofType(graph, "pulumi-nodejs:dynamic:Resource").find(({ name }) =>
      name.startsWith("PortalAssetFiles"),
    );
    expect(files?.inputs["purge"]).toBe(false);
  });

  it("is reached by IPv6 too, to which its domain's records lead", () => {
    expect(behaviour().isIpv6Enabled).toBe(true);
  });

  it("is compressed, read only, and by HTTPS only", () => {
    expect(behaviour().defaultCacheBehavior).toMatchObject({
      compress: true,
      // CachingOptimized: asks the origin in what the browser takes of br and gzip.
      cachePolicyId: "658327ea-f89d-4fab-a63d-7e88639e58f6",
      allowedMethods: ["GET", "HEAD"],
      viewerProtocolPolicy: "redirect-to-https",
    });
    expect(
      named(withDomain, DISTRIBUTION, "PortalCdnDistribution").inputs["viewerCertificate"],
    ).toMatchObject({
      minimumProtocolVersion: "TLSv1.2_2021",
    });
  });

  it("lies in a bucket that only distributions of this account may read", () => {
    const block = named(
      graph,
      "aws:s3/bucketPublicAccessBlock:BucketPublicAccessBlock",
      "PortalAssetsPublicAccessBlock",
    );
    expect(block.inputs).toMatchObject({ blockPublicPolicy: true, restrictPublicBuckets: true });
    const { policy } = Object(named(graph, "aws:s3/bucketPolicy:BucketPolicy", "PortalAssetsPolicy").inputs);
    const allowed = JSON.parse(policy).Statement.filter(
      ({ Effect }: { Effect: string }) => Effect === "Allow",
    );
    expect(allowed).toEqual([
      {
        Effect: "Allow",
        Principal: [{ type: "Service", identifiers: ["cloudfront.amazonaws.com"] }],
        Action: ["s3:GetObject"],
        Resource: [expect.stringMatching(/:PortalAssetsBucket\/\*$/)],
        Condition: [
          {
            test: "ArnLike",
            variable: "aws:SourceArn",
            values: ["arn:aws:cloudfront::123456789012:distribution/*"],
          },
        ],
      },
    ]);
  });

  it("is named to every function that answers it or sends a link to it", () => {
    const told = [...functionsOf(withDomain, "staging")].flatMap(([name, { inputs }]) =>
      Object(inputs["environment"]).variables.LATCHKEY_PORTAL_URL === "https://portal.latchkey.example.com"
        ? [name]
        : [],
    );
    const called = ofType(withDomain, "aws:apigateway/integration:Integration")
      .filter(({ name }) => name.startsWith("Control"))
      .map(({ inputs }) =>
        /(\w+)FunctionFunction\/invocations/.exec(String(inputs["uri"]))?.[1]?.toLowerCase(),
      );
    expect(called).not.toContain(undefined);
    expect(told.sort()).toEqual([...new Set([...called, "deliver", "gateway", "notify", "digest"])].sort());
  });

  it("is made before the functions, from nothing but the ids of the planes", () => {
    const before = madeBefore(graph, `${DISTRIBUTION} PortalCdnDistribution`);
    expect(new Set(before.map((key) => key.split(" ")[0]))).toEqual(
      new Set([
        // What a REST API itself waits for: that the account lets API Gateway write logs.
        "aws:apigateway/account:Account",
        "aws:apigateway/restApi:RestApi",
        "aws:cloudfront/function:Function",
        "aws:cloudfront/keyValueStore:KeyValueStore",
        "aws:cloudfront/responseHeadersPolicy:ResponseHeadersPolicy",
        "aws:iam/role:Role",
      ]),
    );
    expect(madeBefore(graph, "aws:lambda/function:Function ConsumersFunctionFunction")).toContain(
      `${DISTRIBUTION} PortalCdnDistribution`,
    );
  });
});
