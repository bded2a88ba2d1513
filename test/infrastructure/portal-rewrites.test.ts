import { beforeAll, describe, expect, it } from "vitest";
import { edgeFunction } from "./graph/edge-function.ts";
import { evaluateStage } from "./graph/evaluate-stage.ts";
import type { Graph } from "./graph/graph.ts";
import { installPlatform } from "./platform/install-platform.ts";

const platform = await installPlatform();

const missing = platform.installed ? "" : ` (not run: ${platform.reason})`;

let graph: Graph;
let withDomain: Graph;
beforeAll(async () => {
  if (!platform.installed) return;
  const domain = { LATCHKEY_DOMAIN: "latchkey.example.com", LATCHKEY_OIDC_ORIGINS: "https://t.example.com" };
  graph = await evaluateStage("production");
  withDomain = await evaluateStage("staging", domain);
});

describe.skipIf(missing !== "")(`what CloudFront asks the bucket for${missing}`, () => {
  const BUCKET = "signed portalassetsbucket.s3.eu-central-1.amazonaws.com";

  it.each([
    ["/", "/index.html"],
    ["/consumers/con_1/credentials", "/index.html"],
    ["/signed-in", "/index.html"],
    ["/v1/teams", "/index.html"],
    ["/../config.json", "/index.html"],
    ["/%", "/index.html"],
    ["/config.json", "/config.json"],
    ["/favicon.svg", "/favicon.svg"],
    ["/assets/index-abc.js", "/assets/index-abc.js"],
    // Not the page: a browser would take it for a script.
    ["/assets/lost-abc.js", "/assets/lost-abc.js"],
  ])("%s: %s", async (path, asked) => {
    expect(await edgeFunction(graph, "Portal")(path)).toEqual({ uri: asked, origin: BUCKET });
  });

  it("answers no caller while what it has to know cannot be read", async () => {
    await expect(edgeFunction(graph, "Portal", false)("/")).rejects.toThrow();
  });

  it("is nothing at CloudFront's own address when there is a domain", async () => {
    const ask = edgeFunction(withDomain, "Portal");
    expect(await ask("/", "d111111abcdef8.cloudfront.net")).toEqual({ status: 403 });
    expect(await ask("/", "portal.latchkey.example.com")).toMatchObject({ uri: "/index.html" });
  });
});
