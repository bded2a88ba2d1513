import { describe, expect, it } from "vitest";
import { firewallLine } from "../testing/firewall-line.ts";
import { blockedRequest } from "./firewall-line.ts";

const DOMAIN = "gateway.example.com";
const read = (blocked: Parameters<typeof firewallLine>[0]) => blockedRequest(firewallLine(blocked), "gwapi");

describe("a line of the firewall's log", () => {
  it("is the request to the service that its path names, by the rule inside the group", () => {
    expect(read({ uri: "/production/echo/files/../x" })).toEqual({
      slug: "echo",
      call: {
        at: "2026-03-05T12:00:00.000Z",
        requestId: "Ed0AiHF_CGYF-DA=",
        rule: "GenericLFI_URIPATH",
        method: "GET",
        path: "/files/../x",
      },
    });
  });

  it.each([
    ["at a domain", { host: DOMAIN, uri: "/echo/x" }, "echo", "/x"],
    [
      "at a domain, of a service that is named as the stage",
      { host: DOMAIN, uri: "/production/x" },
      "production",
      "/x",
    ],
    ["of a service itself", { uri: "/production/echo" }, "echo", "/"],
    ["with a host in capitals", { host: "GWAPI.execute-api.eu-central-1.amazonaws.com" }, "echo", "/x"],
  ])("finds the service %s", (_, blocked, slug, path) => {
    expect(read(blocked)).toMatchObject({ slug, call: { path } });
  });

  it.each([
    ["of the other plane", { api: "controlapi" }],
    ["without a service", { uri: "/production" }],
    ["with what is no slug", { uri: "/production/Echo%2f/x" }],
    ["with the name of no service, but of JavaScript", { uri: "/production/__proto__/x" }],
    ["whose id is empty", { requestId: "" }],
    ["whose id is too long", { requestId: "x".repeat(201) }],
  ])("is none %s", (_, blocked) => {
    expect(read(blocked)).toBeUndefined();
  });

  it.each(["", "{", "null", "[]", '{"action":"BLOCK"}', firewallLine().replace('"BLOCK"', '"ALLOW"')])(
    "is none where it says something else: %s",
    (line) => {
      expect(blockedRequest(line, "gwapi")).toBeUndefined();
    },
  );

  it("is bounded in what a sender or a rule writes into it", () => {
    const found = read({
      method: "<script>",
      rule: "<b>".repeat(100),
      uri: `/production/echo/${"x".repeat(5000)}`,
    });
    expect(found?.call).toMatchObject({ method: "-", rule: "-" });
    expect(found?.call.path).toHaveLength(200);
  });

  it("has the rule's own name where no group has blocked", () => {
    const line = { ...JSON.parse(firewallLine()), terminatingRuleId: "TargetTooLong", ruleGroupList: [] };
    expect(blockedRequest(JSON.stringify(line), "gwapi")?.call.rule).toBe("TargetTooLong");
  });
});
