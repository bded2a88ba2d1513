import { describe, expect, it } from "vitest";
import { AllowedUpstream } from "./reach.ts";
import { refuseUnreachable } from "./reachable-address.ts";

const allowedUpstreams = [
  { teams: ["providers"], ranges: ["10.1.0.0/16", "fd13::/32"] },
  { teams: ["named"], hosts: ["api.internal.test"] },
];
const deployed = { allowPrivateAddresses: false };
const refusal = (stage: Parameters<typeof refuseUnreachable>[0], url: string, team = "providers") => {
  try {
    refuseUnreachable(stage, "/upstream/url", team, url);
  } catch (error) {
    return Object(error).extra?.errors ?? Object(error).code;
  }
  return "none";
};
const refused = [{ pointer: "/upstream/url", detail: expect.any(String) }];

describe("an address that is written down for a deployed stage", () => {
  it.each([
    "https://127.0.0.1",
    "https://127.1",
    "https://2130706433",
    "https://0x7f000001",
    "https://017700000001",
    "https://[::1]",
    "https://[::ffff:127.0.0.1]",
    "https://127.0.0.1.",
    "https://localhost",
    "https://LocalHost.",
    "https://any.localhost",
    "https://localhost.localdomain",
    "https://ip6-localhost",
    "https://169.254.169.254",
    "https://[fd00:ec2::254]",
    "https://169.254.170.2",
    "https://10.9.0.1",
    "https://192.168.1.1",
    "https://[fd12::1]",
    "https://[64:ff9b::10.1.2.3]",
  ])("is refused with its pointer, whatever is allowed: %s", (url) => {
    expect(refusal(deployed, url)).toEqual(refused);
    expect(refusal({ ...deployed, allowedUpstreams }, url)).toEqual(refused);
    expect(refusal({ allowPrivateAddresses: true }, url)).toBe("none");
  });

  it.each(["https://10.1.2.3", "https://[::ffff:10.1.2.3]", "https://[fd13::1]:8443", "https://0x0a010203"])(
    "is taken in a range that the team is allowed, and for no other team: %s",
    (url) => {
      expect(refusal({ ...deployed, allowedUpstreams }, url)).toBe("none");
      expect(refusal({ ...deployed, allowedUpstreams }, url, "named")).toEqual(refused);
      expect(refusal(deployed, url)).toEqual(refused);
    },
  );

  it.each([
    "https://8.8.8.8",
    "https://[2606:4700::1111]",
    "https://api.internal.test",
    "https://notlocalhost",
  ])("is taken where it is public, or a name that is judged when it is connected to: %s", (url) =>
    expect(refusal(deployed, url, "callers")).toBe("none"),
  );
});

describe("what is allowed", () => {
  it.each([
    { teams: ["a"], hosts: ["api.internal.test", "*.svc.test"] },
    { teams: ["a"], ranges: ["10.0.0.0/8"] },
  ])("may be %j", (allowed) => expect(AllowedUpstream.safeParse(allowed).success).toBe(true));

  it.each([
    { teams: [], hosts: ["api.internal.test"] },
    { teams: ["*"], hosts: ["api.internal.test"] },
    { teams: ["a"], hosts: ["*"] },
    { teams: ["a"], hosts: ["*.*.test"] },
    { teams: ["a"], hosts: ["localhost"] },
    { teams: ["a"], hosts: ["10.0.0.1"] },
    { teams: ["a"], ranges: ["0.0.0.0/0"] },
    { teams: ["a"], ranges: ["127.0.0.0/8"] },
    { teams: ["a"], ranges: ["8.8.8.8"] },
    { teams: ["a"], ports: [443] },
  ])("is never %j", (allowed) => expect(AllowedUpstream.safeParse(allowed).success).toBe(false));
});
