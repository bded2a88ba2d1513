import { expect, it } from "vitest";
import { Problem } from "../api/problem.ts";
import { serviceErrors } from "./service-errors.ts";
import type { ServiceFields } from "./service-fields.ts";

const INPUTS: (keyof ServiceFields)[] = ["name", "approvers", "maxConcurrentCalls", "url", "headers"];

it.each([
  ["/name", "name"],
  ["/approvers/0", "approvers"],
  ["/maxConcurrentCalls", "maxConcurrentCalls"],
  ["/upstream/url", "url"],
  ["/upstream/headers/X-Plan", "headers"],
  ["/upstream/setHeaders/X-Plan", "headers"],
  ["/upstream/auth", "signedFor"],
  ["/upstream/auth/iam/region", "signedRegion"],
  ["/cors/origins/1", "origins"],
  ["/sample/headers/Cookie", "sampleHeaders"],
  ["/sample/path", "samplePath"],
  ["/plans/0/name", undefined],
])("an error at %s is shown at the input %s", (pointer, input) => {
  const problem = new Problem(400, "invalid-input", "No.", { errors: [{ pointer, detail: "Why." }] });
  expect(serviceErrors(problem, INPUTS)).toEqual(input === undefined ? {} : { [input]: "Why." });
});
