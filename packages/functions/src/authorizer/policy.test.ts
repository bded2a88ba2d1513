import { expect, it } from "vitest";
import { denyPolicy } from "./policy.ts";

const ARN = "arn:aws:execute-api:us-east-1:1:api/live/GET/x";
const contextOf = (detail: string) => denyPolicy(ARN, "con_1", "scope-missing", detail).context;

it("a refusal tells its detail", () => {
  const detail = "The call needs one of these scopes: a.read, b:write (2001:db8::1). It's 50 %.";
  expect(contextOf(detail)).toEqual({ code: "scope-missing", detail });
});

it.each(['","admin":true,"x":"', "a\\", "$context.path", "a\nb", "é", "\u007f", "x".repeat(1001), ""])(
  "a detail that API Gateway's template cannot carry as it is stays away, and the code is told: %j",
  (detail) => {
    expect(contextOf(detail)).toEqual({ code: "scope-missing" });
  },
);
