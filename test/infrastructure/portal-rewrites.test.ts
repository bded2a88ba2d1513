import { beforeAll, describe, expect, it } from "vitest";
import { oldAddressCode } from "../../infra/old-address-code.ts";
import { evaluateEverythingSet } from "./everything-set.fixture.ts";
import { edgeFunction } from "./graph/edge-function.ts";
import { evaluateStage, named } from "./graph/evaluate-stage.ts";
import type { Graph } from "./graph/graph.ts";
import { installPlatform } from "./platform/install-platform.ts";

const platform = await installPlatform();

const missing = platform.installed ? "" : ` (not run: ${platform.reason})`;

const FUNCTION = "aws:cloudfront/function:Function";
const NAME = "PortalCloudfrontFunctionRequest";

const codeOf = (of: Graph): string => String(named(of, FUNCTION, NAME).inputs["code"]);

const withCode = (of: Graph, code: string): Graph => ({
  ...of,
  resources: of.resources.map((resource) =>
    resource.type === FUNCTION && resource.name === NAME
      ? { ...resource, inputs: { ...resource.inputs, code } }
      : resource,
  ),
});

let graph: Graph;
let withDomain: Graph;
let everything: Graph;
beforeAll(async () => {
  if (!platform.installed) return;
  const domain = { LATCHKEY_DOMAIN: "latchkey.example.com", LATCHKEY_OIDC_ORIGINS: "https://t.example.com" };
  graph = await evaluateStage("production");
  withDomain = await evaluateStage("staging", domain);
  everything = await evaluateEverythingSet();
});

describe.skipIf(missing !== "")(`what CloudFront asks the bucket for${missing}`, () => {
  const BUCKET = "signed portalassetsbucket.s3.eu-central-1.amazonaws.com";

  it.each([
    ["/", "/index.html"],
    ["/consumers/con_1/credentials", "/index.html"],
    ["/signed-in", "/index.html"],
    ["/help", "/help/index.html"],
    ["/help/credentials", "/help/credentials/index.html"],
    ["/help/credentials.md", "/help/credentials.md"],
    ["/llms.txt", "/llms.txt"],
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

  it("is the same at CloudFront's own address while a domain is on its way, and there is never a 403", async () => {
    const ask = edgeFunction(withDomain, "Portal");
    for (const host of ["d111111abcdef8.cloudfront.net", "portal.latchkey.example.com"])
      expect(await ask("/", host)).toMatchObject({ uri: "/index.html" });
  });

  it("is asked of the domain once that is reached: CloudFront's own address leads there", async () => {
    const code = codeOf(everything);
    const ask = edgeFunction(
      withCode(everything, oldAddressCode(code, "https://portal.example.com")),
      "Portal",
    );
    expect(await ask("/teams/a", "d111111abcdef8.cloudfront.net")).toEqual({
      status: 308,
      location: "https://portal.example.com/teams/a",
    });
    expect(await ask("/", "portal.latchkey.example.com")).toMatchObject({ uri: "/index.html" });
  });

  it("is nothing at CloudFront's own address where AWS's addresses are switched off", async () => {
    expect(await edgeFunction(everything, "Portal")("/", "d111111abcdef8.cloudfront.net")).toEqual({
      status: 403,
    });
  });

  it("is not guessed where SST's function has changed", () => {
    expect(() => oldAddressCode("async function handler() {}", undefined)).toThrow("SST's function");
  });
});
