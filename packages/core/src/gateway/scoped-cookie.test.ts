import { describe, expect, it } from "vitest";
import { scopedCookie } from "./scoped-cookie.ts";

/** They name another path than that of their service, or none. */
const WIDER = {
  "without a path": "a=1",
  "of the whole host": "a=1; Path=/",
  "of another service": "a=1; Path=/other",
  "of a service whose slug begins alike": "a=1; Path=/echo2/x",
  "of its service": "a=1; Path=/echo",
  "that climbs": "a=1; Path=/echo/../other",
  "that climbs, encoded": "a=1; Path=/echo/%2E%2e/other",
  "that climbs by an encoded slash": "a=1; Path=/echo/..%2Fother",
  "with an empty path": "a=1; Path=",
  "with a path that is none": "a=1; Path",
  "of two paths, the last of which counts": "a=1; Path=/echo/x; Path=/",
  "of a path in another case": "a=1;pAtH=/",
  "with tabs": "a=1;\tPath\t=\t/",
};

describe("a cookie of an upstream", () => {
  it.each(Object.entries(WIDER))("%s is for its service alone: %s", (_what, sent) =>
    expect(scopedCookie(sent, "/echo")).toBe("a=1; Path=/echo"),
  );

  it.each([
    ["of a part of its service", "a=1; Path=/echo/admin", "a=1; Path=/echo/admin"],
    ["of two paths, the other way", "a=1; path=/; PATH = /echo/x", "a=1; Path=/echo/x"],
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
  ])("%s keeps what it says else: %s", (_what, sent, kept) => expect(scopedCookie(sent, "/echo")).toBe(kept));

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
