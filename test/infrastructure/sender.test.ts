import { beforeAll, describe, expect, it } from "vitest";
import { evaluateEverythingSet } from "./everything-set.fixture.ts";
import { evaluateStage, ofType } from "./graph/evaluate-stage.ts";
import type { Graph } from "./graph/graph.ts";
import { installPlatform } from "./platform/install-platform.ts";

const platform = await installPlatform();
const missing = platform.installed ? "" : ` (not run: ${platform.reason})`;

/** The records of the sender, which is a domain. */
const recordsOf = (graph: Graph) =>
  ofType(graph, "aws:route53/record:Record").filter(({ name }) => name.startsWith("Mail"));

const textsOf = (graph: Graph) =>
  recordsOf(graph)
    .filter(({ inputs }) => inputs["type"] === "TXT")
    .map(({ inputs }) => [inputs["name"], inputs["records"]]);

const keysOf = (graph: Graph) => recordsOf(graph).filter(({ inputs }) => inputs["type"] === "CNAME");

describe.skipIf(missing !== "")(`a sender that is a domain${missing}`, () => {
  let plain: Graph;
  let everything: Graph;
  beforeAll(async () => {
    plain = await evaluateStage("staging", {
      LATCHKEY_REQUESTS_PER_ADDRESS: "0",
      LATCHKEY_SENDER: "example.com",
    });
    everything = await evaluateEverythingSet();
  });

  it("gets its keys of DKIM, and no record of DMARC, which would go before the company's own", () => {
    expect(keysOf(plain).map(({ inputs }) => inputs["name"])).toEqual([
      "one._domainkey.example.com",
      "three._domainkey.example.com",
      "two._domainkey.example.com",
    ]);
    expect(textsOf(plain)).toEqual([]);
  });

  it("gets the record of DMARC that was asked for", () => {
    expect(textsOf(everything)).toEqual([["_dmarc.example.com", ["v=DMARC1; p=reject;"]]]);
  });

  it("stays in SES with its keys when a protected stage gives it to somebody else, and goes with any other", () => {
    const kept = (graph: Graph) => [
      ...ofType(graph, "aws:sesv2/emailIdentity:EmailIdentity").map(({ retained }) => retained),
      ...keysOf(graph).map(({ retained }) => retained),
    ];
    expect(kept(everything)).toEqual([true, true, true, true]);
    expect(kept(plain)).toEqual([false, false, false, false]);
  });
});
