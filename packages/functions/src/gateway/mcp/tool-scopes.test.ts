import { describe, expect, it } from "vitest";
import { FORBIDDEN } from "./attacks.fixture.ts";
import { anMcpGateway, calling } from "./mcp.fixture.ts";

describe("names in other Unicode forms", () => {
  const NFC = "caf\u00e9";
  const NFD = "cafe\u0301";
  it.each([
    [NFC, NFD],
    [NFD, NFC],
    [`${NFC}*`, `${NFD}_open`],
    ["\ufb01nd", "find"],
    ["\u2126", "\u03a9"],
    ["a\ufffd", "a\ud800"],
  ])("are other tools: %j does not cover %j", async (covered, called) => {
    const { post, reached } = await anMcpGateway({}, { scopes: [{ name: "read", tools: [covered] }] });
    expect((await post({ json: calling(called) })).status).toBe(403);
    expect(reached).toEqual([]);
    expect((await post({ json: calling(covered.replace("*", "_open")) })).status).toBe(200);
  });
});

describe("scopes of tools", () => {
  it.each([
    ["a caller that has none of them", "", 403],
    ["a caller whose scopes the service has no longer", "former", 403],
    ["a caller that has the other scope too", "read write", 200],
  ])("hold for %s", async (_, scopes, status) => {
    const { post } = await anMcpGateway({}, {}, scopes);
    expect((await post({ json: calling(FORBIDDEN) })).status).toBe(status);
  });

  it("do not limit a caller with a scope of all tools, where that covers the path", async () => {
    const scopes = [{ name: "read", tools: ["now"] }, { name: "all" }];
    const wide = await anMcpGateway({}, { scopes }, "read all");
    expect((await wide.post({ json: calling(FORBIDDEN) })).status).toBe(200);
    const elsewhere = [
      { name: "read", tools: ["now"] },
      { name: "all", paths: ["/files/*"] },
    ];
    const narrow = await anMcpGateway({}, { scopes: elsewhere }, "read all");
    expect((await narrow.post({ json: calling(FORBIDDEN) })).status).toBe(403);
  });
});
