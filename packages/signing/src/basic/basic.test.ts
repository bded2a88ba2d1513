import { assert, property, string } from "fast-check";
import { describe, expect, it } from "vitest";
import { encodeBasic } from "./encode-basic.ts";
import { decodeBasic, parseBasic } from "./parse-basic.ts";

const b64 = (text: string | Uint8Array) => Buffer.from(text).toString("base64");
const request = (...authorization: string[]) => ({
  method: "GET",
  path: "/",
  query: [],
  headers: { authorization },
});

describe("Basic credentials", () => {
  it.each([
    ["without a colon", `Basic ${b64("user")}`],
    ["empty", "Basic "],
    ["without anything", "Basic"],
    ["with NUL", `Basic ${b64("user\0:secret")}`],
    ["with a line feed", `Basic ${b64("user:secret\n")}`],
    ["with a C1 control", `Basic ${b64("user:\u0085")}`],
    ["not UTF-8", `Basic ${b64(Buffer.from([0x75, 0x3a, 0xff]))}`],
    ["an overlong encoding of a colon", `Basic ${b64(Buffer.from([0x75, 0xc0, 0xba]))}`],
    ["without padding", `Basic ${b64("user:pw").replace(/=+$/, "")}`],
    ["base64url", `Basic ${b64("user:\u{3ff}\u{3fe}??>").replaceAll("/", "_").replaceAll("+", "-")}x`],
    ["with bits left over", "Basic dTpwd3=="],
    ["with a second space", `Basic  ${b64("user:pw")}`],
    ["with something behind", `Basic ${b64("user:pw")} x`],
    ["above 1 KB", `Basic ${b64(`user:${"x".repeat(1_100)}`)}`],
    ["of 1 MB", `Basic ${b64(`user:${"x".repeat(1 << 20)}`)}`],
  ])("%s are malformed", (_, value) => {
    expect(parseBasic(request(value))).toEqual({ outcome: "malformed" });
  });

  it("twice in one request are malformed", () => {
    const value = encodeBasic("user", "pw");
    expect(parseBasic(request(value, value))).toEqual({ outcome: "malformed" });
  });

  it("are not there when another scheme is", () => {
    expect(parseBasic(request("Bearer x", "Basically x"))).toBeUndefined();
    expect(parseBasic({ ...request(), headers: {} })).toBeUndefined();
  });

  it.each([
    ["Aladdin", "open sesame", "Basic QWxhZGRpbjpvcGVuIHNlc2FtZQ=="],
    ["test", "123\u00a3", "Basic dGVzdDoxMjPCow=="],
  ])("are encoded as RFC 7617 shows for %s", (username, password, header) => {
    expect(encodeBasic(username, password)).toBe(header);
    expect(parseBasic(request(header.replace("Basic", "bAsIc")))).toEqual({
      outcome: "claimed",
      credential: { username, password },
    });
  });

  it("are split at the first colon", () => {
    expect(decodeBasic(b64("user:a:b"))).toEqual({ username: "user", password: "a:b" });
    expect(decodeBasic(b64(":"))).toEqual({ username: "", password: "" });
  });

  it("cannot be made from what would not be read", () => {
    expect(() => encodeBasic("a:b", "c")).toThrow(RangeError);
    expect(() => encodeBasic("a", "\u007f")).toThrow(RangeError);
  });

  it("come back as they were encoded", () => {
    assert(
      property(
        string({ unit: "grapheme", maxLength: 40 }),
        string({ unit: "grapheme", maxLength: 40 }),
        (user, password) => {
          const username = user.replaceAll(":", "");
          const read = decodeBasic(encodeBasic(username, password).slice(6));
          return read?.username === username && read.password === password;
        },
      ),
    );
  });

  it("never make the parser throw", () => {
    assert(
      property(string({ unit: "binary" }), (value) => parseBasic(request(`Basic ${value}`)) !== undefined),
    );
  });
});
