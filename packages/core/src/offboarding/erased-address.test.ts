import { describe, expect, it } from "vitest";
import { addressPattern, holdsAddress, withoutAddress } from "./erased-address.ts";

const erase = (value: unknown, email = "ann@x.test") =>
  withoutAddress(value, addressPattern(email), "erased-1");

describe("an address that is erased", () => {
  it.each([
    ["ann@x.test", "erased-1"],
    ["Ann@X.test", "erased-1"],
    ["<ann@x.test>, ann@x.test.", "<erased-1>, erased-1."],
    ["member/team/ann@x.test", "member/team/erased-1"],
    ["mailto:ann@x.test?subject=hi", "mailto:erased-1?subject=hi"],
  ])("goes out of %j", (text, left) => expect(erase(text)).toBe(left));

  it.each([
    "joann@x.test",
    "jo.ann@x.test",
    "ann@x.test.example",
    "ann@x.testing",
    "ann+news@x.test",
    "ann@xAtest",
  ])("is not taken for a part of %j", (text) => {
    expect(holdsAddress(text, addressPattern("ann@x.test"))).toBe(false);
    expect(erase(text)).toBe(text);
  });

  it("is taken literally, whatever it is made of", () => {
    expect(erase("a+b.c@x.test", "a+b.c@x.test")).toBe("erased-1");
    expect(erase("aab.c@x.test", "a+b.c@x.test")).toBe("aab.c@x.test");
  });

  it("goes from everywhere in a record, with the place it acted from and the address that mails went to", () => {
    expect(
      erase({
        applicant: { id: "ann@x.test", email: "ann@x.test" },
        history: [
          { actor: "ann@x.test", sourceIp: "192.0.2.1", to: "pending" },
          { actor: "bob@x.test", sourceIp: "192.0.2.2", reason: "asked by ann@x.test" },
        ],
        seen: new Set(["ann@x.test", "bob@x.test"]),
        revision: 3,
      }),
    ).toEqual({
      applicant: { id: "erased-1" },
      history: [
        { actor: "erased-1", to: "pending" },
        { actor: "bob@x.test", sourceIp: "192.0.2.2", reason: "asked by erased-1" },
      ],
      seen: new Set(["erased-1", "bob@x.test"]),
      revision: 3,
    });
  });
});
