import { testStore } from "@latchkey/aws/testing/test-store";
import { NOW } from "@latchkey/core/testing/records";
import { describe, expect, it } from "vitest";
import { CONTROL_URL, FORM } from "../page/page.fixture.ts";
import { apply, dependenciesOf, stored, tokenFor, unchanged, visitor } from "./approvals.fixture.ts";

const store = testStore();

const visitorAt = (now = NOW) => visitor(dependenciesOf(store(), { now: () => now }));

describe("A form that is not our page's", () => {
  it.each([
    ["another site", { "sec-fetch-site": "cross-site" }],
    ["a neighbouring site", { "sec-fetch-site": "same-site" }],
    ["another origin", { origin: "https://evil.example" }],
    ["our name without encryption", { origin: "http://control.example.com" }],
    ["a nameless page of another site", { origin: "null", "sec-fetch-site": "cross-site" }],
  ])("is refused when it comes from %s", async (_where, headers) => {
    const { subscription } = await apply(store());
    const answer = await visitorAt().send(tokenFor(subscription), "decision=approve", {
      ...FORM,
      ...headers,
    });
    expect(answer.statusCode).toBe(403);
    await unchanged(store(), subscription);
  });

  it.each([
    ["a browser on our page", { origin: "null", "sec-fetch-site": "same-origin" }],
    ["a browser that tells its origin", { origin: CONTROL_URL, "sec-fetch-site": "same-origin" }],
    ["an old browser", { origin: "null" }],
    ["a program", {}],
    ["a form with a charset", { "Content-Type": "application/x-www-form-urlencoded; charset=UTF-8" }],
  ])("is taken from %s", async (_where, headers) => {
    const { subscription } = await apply(store());
    const given = "Content-Type" in headers ? headers : { ...FORM, ...headers };
    const answer = await visitorAt().send(tokenFor(subscription), "decision=approve", given);
    expect(answer.statusCode).toBe(200);
    expect((await stored(store(), subscription)).status).toBe("active");
  });

  it.each([
    ["JSON", '{"decision":"approve"}', { "content-type": "application/json" }, 415],
    ["multipart", "decision=approve", { "content-type": "multipart/form-data; boundary=x" }, 415],
    ["no type", "decision=approve", {}, 415],
    [
      "a type that only begins alike",
      "decision=approve",
      { "content-type": `${FORM["content-type"]}ed` },
      415,
    ],
    ["too much", `decision=approve&reason=${"a".repeat(16_384)}`, FORM, 413],
    ["nothing", "", FORM, 400],
    ["another decision", "decision=maybe", FORM, 400],
    ["two decisions", "decision=approve&decision=reject", FORM, 400],
    ["two reasons", "decision=approve&reason=a&reason=b", FORM, 400],
    ["a reason that is too long", `decision=reject&reason=${"a".repeat(1001)}`, FORM, 400],
    ["a control character", "decision=reject&reason=a%00b", FORM, 400],
    ["an escape sequence", "decision=reject&reason=%1b%5b31m", FORM, 400],
    ["half a character", "decision=reject&reason=%ED%A0%80", FORM, 400],
    ["encoded bytes that are not UTF-8", "decision=reject&reason=%FF", FORM, 400],
    ["bytes that are not UTF-8", Buffer.from("decision=reject&reason=\xff", "latin1"), FORM, 400],
    ["a percent sign that encodes nothing", "decision=reject&reason=100%", FORM, 400],
  ])("is refused when it holds %s, and changes nothing", async (_what, body, headers, status) => {
    const { subscription } = await apply(store());
    const answer = await visitorAt().send(tokenFor(subscription), body, headers as Record<string, string>);
    expect(answer.statusCode).toBe(status);
    expect(answer.body.includes('role="alert"')).toBe(status === 400);
    expect(answer.body.includes("<form")).toBe(status === 400);
    await unchanged(store(), subscription);
  });
});
