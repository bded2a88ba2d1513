import { describe, expect, it } from "vitest";
import { aService } from "../testing/records.ts";
import { decideApplication } from "./decide-application.ts";

const ana = { team: "callers", email: "ana@callers.test" };

describe("an application without a rule that fits", () => {
  it("is asked of the approvers of a manual service", () => {
    expect(decideApplication(aService(), ana, undefined)).toEqual({ decision: "ask" });
  });

  it("is approved by an automatic service", () => {
    expect(decideApplication(aService({ approval: "auto" }), ana, undefined)).toEqual({
      decision: "approve",
      by: { kind: "service" },
    });
  });
});

describe("the rules of a service", () => {
  it("are tried in their order: the first that fits decides, and is named", () => {
    const service = aService({
      approvalRules: [
        { teams: ["others"], decision: "approve" },
        { teams: ["callers"], decision: "reject" },
        { teams: ["callers"], decision: "approve" },
      ],
    });
    expect(decideApplication(service, ana, undefined)).toEqual({
      decision: "reject",
      by: { kind: "rule", number: 2 },
    });
  });

  it("win over an automatic service", () => {
    const service = aService({
      approval: "auto",
      approvalRules: [{ teams: ["callers"], decision: "reject" }],
    });
    expect(decideApplication(service, ana, undefined).decision).toBe("reject");
  });

  it("fit only when all of what they name fits", () => {
    const service = aService({
      approvalRules: [
        { emailDomains: ["callers.test"], teams: ["callers"], plans: ["free"], decision: "approve" },
      ],
    });
    expect(decideApplication(service, ana, "free").decision).toBe("approve");
    expect(decideApplication(service, ana, "gold").decision).toBe("ask");
    expect(decideApplication(service, ana, undefined).decision).toBe("ask");
    expect(decideApplication(service, { ...ana, team: "others" }, "free").decision).toBe("ask");
  });

  it("fit everybody when they name nothing", () => {
    expect(decideApplication(aService({ approvalRules: [{ decision: "approve" }] }), ana, undefined)).toEqual(
      {
        decision: "approve",
        by: { kind: "rule", number: 1 },
      },
    );
  });
});

describe("a rule for e-mail domains", () => {
  const service = aService({ approvalRules: [{ emailDomains: ["callers.test"], decision: "approve" }] });
  const decision = (email?: string) =>
    decideApplication(service, { team: "callers", ...(email === undefined ? {} : { email }) }, undefined)
      .decision;

  it("never fits a machine, which has no address", () => {
    expect(decision()).toBe("ask");
  });

  it("compares the whole domain, whatever its casing, and no part of it", () => {
    expect(decision("ana@CALLERS.test")).toBe("approve");
    for (const other of [
      "ana@evil-callers.test",
      "ana@sub.callers.test",
      "ana@callers.test.evil",
      "callers.test@x.y",
    ])
      expect(decision(other)).toBe("ask");
  });

  it("reads the domain after the last @", () => {
    expect(decision('"a@callers.test"@evil.test')).toBe("ask");
  });
});

it("a rule that names an empty list fits no applicant", () => {
  expect(
    decideApplication(aService({ approvalRules: [{ teams: [], decision: "approve" }] }), ana, undefined),
  ).toEqual({
    decision: "ask",
  });
});
