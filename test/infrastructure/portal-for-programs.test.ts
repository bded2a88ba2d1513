import { beforeAll, describe, expect, it } from "vitest";
import { evaluateStage, named, ofType } from "./graph/evaluate-stage.ts";
import type { Graph } from "./graph/graph.ts";
import { installPlatform } from "./platform/install-platform.ts";

const platform = await installPlatform();

const missing = platform.installed ? "" : ` (not run: ${platform.reason})`;

let graph: Graph;
beforeAll(async () => {
  if (platform.installed) graph = await evaluateStage("production");
});

describe.skipIf(missing !== "")(`what the portal of a stage has for programs${missing}`, () => {
  const behaviour = () =>
    Object(named(graph, "aws:cloudfront/distribution:Distribution", "PortalCdnDistribution").inputs);

  it("is its documents as Markdown", () => {
    const files = ofType(graph, "pulumi-nodejs:dynamic:Resource").find(({ name }) =>
      name.startsWith("PortalAssetFiles"),
    );
    const uploaded: { key: string; contentType: string }[] = Object(files?.inputs).files;
    const help = uploaded.filter(({ key }) => /^help\/.*\.md$/.test(key));
    expect(help.length).toBeGreaterThan(20);
    for (const { contentType } of help) expect(contentType).toBe("text/markdown; charset=utf-8");
  });

  it("is the API catalogue at its own origin, which the control plane answers and CloudFront keeps", () => {
    const { orderedCacheBehaviors, origins } = behaviour();
    const [{ targetOriginId, allowedMethods, cachePolicyId }] = orderedCacheBehaviors;
    expect([allowedMethods, cachePolicyId]).toEqual([
      ["GET", "HEAD"],
      behaviour().defaultCacheBehavior.cachePolicyId,
    ]);
    const config = named(graph, "aws:s3/bucketObjectv2:BucketObjectv2", "PortalConfig").inputs["content"];
    const { controlUrl } = JSON.parse(String(config));
    const { domainName, originPath, customOriginConfig } = origins.find(
      ({ originId }: { originId: string }) => originId === targetOriginId,
    );
    expect(`https://${domainName}${originPath}`).toBe(controlUrl.replace("ControlApi", "controlapi"));
    expect(customOriginConfig).toMatchObject({ originProtocolPolicy: "https-only" });
  });
});
