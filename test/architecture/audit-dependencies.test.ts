import { expect, it } from "vitest";
import { outcomeOf } from "../supply-chain/audit-dependencies.ts";

it.each([
  ["advisories", '{"metadata":{"vulnerabilities":{"total":2}}}', 1, /2 advisories/],
  ["none", '{"metadata":{"vulnerabilities":{"total":0}}}', 0, /No known advisory/],
  [
    "a mirror without advisories",
    '{"message":"405 Method Not Allowed","error":{}}',
    0,
    /405.*Nothing is known/,
  ],
  ["no registry", "", 0, /Nothing is known/],
  ["half an answer", '{"metadata":', 0, /Nothing is known/],
])("npm run audit:deps tells of %s", (_what, json, code, say) => {
  expect(outcomeOf(json)).toEqual({ code, say: expect.stringMatching(say) });
});
