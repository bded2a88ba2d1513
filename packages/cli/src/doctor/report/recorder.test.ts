import { describe, expect, it } from "vitest";
import { broken, held } from "../check/finding.ts";
import { createRecorder } from "./recorder.ts";
import { countOutcomes } from "./report.ts";
import { resultLine } from "./result-line.ts";

const claim = (id: string) => ({
  id,
  claim: "it holds",
  expected: "200",
  remedy: "the setting",
  page: "docs/x.md",
});
const recording = () => {
  const told: string[] = [];
  const claims = ["one", "two", "three"].map(claim);
  const redact = (text: string) => text.replaceAll("hush", "[secret]");
  const recorder = createRecorder(claims, redact, ({ id, outcome }) => told.push(`${id} ${outcome}`));
  return { told, recorder };
};

describe("results", () => {
  it("are told in the order of the claims, each as soon as those before it are there", () => {
    const { told, recorder } = recording();
    recorder.record(claim("two"), held("200"), 5);
    expect(told).toEqual([]);
    recorder.record(claim("one"), broken("500"), 5);
    expect(told).toEqual(["one broken", "two held"]);
    recorder.record(claim("three"), held("200"), 5);
    expect(told).toEqual(["one broken", "two held", "three held"]);
  });

  it("that never came are not asked, with why", () => {
    const { told, recorder } = recording();
    recorder.record(claim("two"), held("200"), 5);
    const results = recorder.finish("stopped");
    expect(told).toEqual(["one not-asked", "two held", "three not-asked"]);
    expect(results.map(({ actual }) => actual)).toEqual(["stopped", "200", "stopped"]);
    expect(countOutcomes(results)).toEqual({ held: 1, broken: 0, look: 0, "not-asked": 2 });
  });

  it("hold no secret", () => {
    const { recorder } = recording();
    recorder.record(claim("one"), broken("hush was refused"), 5);
    expect(recorder.finish("stopped")[0]?.actual).toBe("[secret] was refused");
  });

  it("are a line each; that of a broken one names what to turn and to read", () => {
    const { recorder } = recording();
    recorder.record(claim("one"), broken("500"), 4.6);
    recorder.record(claim("two"), held("200"), 5);
    const [one, two] = recorder.finish("stopped").map(resultLine);
    expect(one).toMatch(
      /^BROKEN one +expected 200; came 500 \(5 ms\)\. Turn: the setting\. Read: docs\/x\.md$/,
    );
    expect(two).toMatch(/^ok {5}two +expected 200; came 200 \(5 ms\)$/);
  });
});
