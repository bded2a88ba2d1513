import { describe, expect, it } from "vitest";
import { scopedCookie } from "./scoped-cookie.ts";

describe("a cookie of an upstream", () => {
  it.each([
    ["without a path", "a=1", "a=1; Path=/echo"],
    ["of the whole host", "a=1; Path=/", "a=1; Path=/echo"],
    ["of another service", "a=1; Path=/other", "a=1; Path=/echo"],
    ["of a service whose slug begins alike", "a=1; Path=/echo2/x", "a=1; Path=/echo"],
    ["of its service", "a=1; Path=/echo", "a=1; Path=/echo"],
    ["of a part of its service", "a=1; Path=/echo/admin", "a=1; Path=/echo/admin"],
    ["that climbs", "a=1; Path=/echo/../other", "a=1; Path=/echo"],
    ["that climbs, encoded", "a=1; Path=/echo/%2E%2e/other", "a=1; Path=/echo"],
    ["that climbs by an encoded slash", "a=1; Path=/echo/..%2Fother", "a=1; Path=/echo"],
    ["with an empty path", "a=1; Path=", "a=1; Path=/echo"],
    ["with a path that is none", "a=1; Path", "a=1; Path=/echo"],
    ["of two paths, the last of which counts", "a=1; Path=/echo/x; Path=/", "a=1; Path=/echo"],
    ["of two paths, the other way", "a=1; path=/; PATH = /echo/x", "a=1; Path=/echo/x"],
    ["of a path in another case", "a=1;pAtH=/", "a=1; Path=/echo"],
    ["of a domain", "a=1; Domain=example.com; Secure", "a=1; Secure; Path=/echo"],
    ["of a domain in another case", "a=1; DOMAIN =.example.com;HttpOnly", "a=1; HttpOnly; Path=/echo"],
    [
      "with everything",
      "a=b=c; Max-Age=5; SameSite=Lax; Secure",
      "a=b=c; Max-Age=5; SameSite=Lax; Secure; Path=/echo",
    ],
    ["that wants TLS", "__Secure-a=1; Secure; Path=/", "__Secure-a=1; Secure; Path=/echo"],
    [
      "that ends another one",
      "a=; Expires=Thu, 01 Jan 1970 00:00:00 GMT",
      "a=; Expires=Thu, 01 Jan 1970 00:00:00 GMT; Path=/echo",
    ],
    ["with tabs", "a=1;\tPath\t=\t/", "a=1; Path=/echo"],
  ])("%s is for its service alone: %s", (_what, sent, kept) =>
    expect(scopedCookie(sent, "/echo")).toBe(kept),
  );

  it.each([
    "__Host-a=1; Secure; Path=/",
    "__host-a=1; Secure; Path=/",
    "__HOST-http-a=1; Secure",
    " \t__Host-a =1; Secure; Path=/",
    "=__Host-a=1",
    "=latchkey=1",
    "nameless",
    "",
    ";Path=/",
  ])("that would be good for the whole host, or has no name, is dropped: %j", (sent) =>
    expect(scopedCookie(sent, "/echo")).toBeUndefined(),
  );

  it("has the stage in front where the caller's path has it", () => {
    expect(scopedCookie("a=1; Path=/echo/x", "/dev/echo")).toBe("a=1; Path=/dev/echo");
  });
});
