import { describe, expect, it } from "vitest";
import { refusedByPlugins } from "./ask-plugins.ts";

const refused = (config: { allow?: string[]; deny?: string[] }, sourceIp: string) =>
  refusedByPlugins({ "ip-restriction": config }, { sourceIp }) === "ip-not-allowed";

const REFUSED = {
  "192.0.2.0/24": ["192.0.3.1", "2001:db8::1", "::ffff:192.0.3.1"],
  "192.0.2.0/31": ["192.0.2.2"],
  "2001:db8::/32": ["2001:db9::1", "192.0.2.1"],
  "::/0": ["192.0.2.1"],
  "192.0.2.1": ["unknown", ""],
};

const LET_THROUGH = {
  "192.0.2.0/24": ["192.0.2.255", "::ffff:192.0.2.7", "::ffff:c000:207"],
  "0.0.0.0/0": ["203.0.113.9"],
  "2001:db8::/32": ["2001:0DB8:0:1::9"],
  "::/0": ["::1"],
  "::ffff:192.0.2.0/120": ["192.0.2.7"],
};

describe("a consumer that may call from some addresses", () => {
  it.each(Object.entries(REFUSED))("is refused: %s, from %s", (allowed, others) => {
    for (const from of others) expect(refused({ allow: [allowed] }, from)).toBe(true);
  });

  it.each(Object.entries(LET_THROUGH))("is let through: %s, from %s", (allowed, within) => {
    for (const from of within) expect(refused({ allow: [allowed] }, from)).toBe(false);
  });
});

it("a consumer that may not call from some addresses may call from all others", () => {
  const deny = ["198.51.100.0/25", "2001:db8:bad::/48"];
  expect(
    ["198.51.100.127", "::ffff:198.51.100.1", "2001:db8:bad::1"].map((ip) => refused({ deny }, ip)),
  ).toEqual([true, true, true]);
  expect(["198.51.100.128", "2001:db8::1"].map((ip) => refused({ deny }, ip))).toEqual([false, false]);
});
