import { describe, expect, it } from "vitest";
import { SampleInput } from "./sample-input.ts";

const KEY = `lk_${"a".repeat(16)}_${"b".repeat(42)}`;

describe("a sample is refused", () => {
  it.each<[string, object, string]>([
    ["that leaves its service", { path: "/../other/secret" }, "path"],
    ["that leaves it encoded", { path: "/a/%2E%2e/%2e%2E/other" }, "path"],
    ["that ends in dots", { path: "/a/.." }, "path"],
    ["with a dot for a segment", { path: "/./a" }, "path"],
    ["with a backslash, which browsers read as a slash", { path: "/\\..\\other" }, "path"],
    ["of another host", { path: "//other.example/" + "\n" }, "path"],
    ["without a slash", { path: "hello" }, "path"],
    ["with a blank", { path: "/a b" }, "path"],
    ["with a fragment", { path: "/a#b" }, "path"],
    ["with a broken encoding", { path: "/%zz" }, "path"],
    ["with too long a path", { path: `/${"a".repeat(1024)}` }, "path"],
    ["with a key in its path", { path: `/a?key=${KEY}` }, "path"],
    ["with a key in its body", { method: "POST", body: `{"key":"${KEY}"}` }, "body"],
    ["with a key in a header", { headers: { "X-Kind": KEY } }, "headers.X-Kind"],
    ...["Authorization", "cookie", "X-API-Key", "Signature"].map(
      (name) =>
        [`with credentials: ${name}`, { headers: { [name]: "a" } }, `headers.${name}`] as [
          string,
          object,
          string,
        ],
    ),
    ["with a header that the gateway sets", { headers: { "X-Consumer-Id": "a" } }, "headers.X-Consumer-Id"],
    ["with a line break in a header", { headers: { "X-Kind": "a\r\nb" } }, "headers.X-Kind"],
    [
      "with too many headers",
      { headers: Object.fromEntries(Array.from({ length: 11 }, (_, at) => [`X-${at}`, ""])) },
      "headers",
    ],
    ["with a body that its method has not", { body: "{}" }, "body"],
    ["with too long a body", { method: "POST", body: "a".repeat(8193) }, "body"],
    ["with another method", { method: "TRACE" }, "method"],
    ["with more than it has", { url: "https://other.example" }, ""],
  ])("%s", (_what, given, at) => {
    const read = SampleInput.safeParse({ method: "GET", path: "/", ...given });
    expect(read.error?.issues.map(({ path }) => path.join("."))).toContain(at);
  });
});

it.each([
  { method: "GET", path: "/" },
  { method: "GET", path: "/a.b/..c/%20?city=Berlin&up=../x" },
  { method: "POST", path: "/v1", headers: { "Content-Type": "text/plain" }, body: "lines\nof text" },
])("a sample is taken: %j", (sample) => expect(SampleInput.parse(sample)).toEqual(sample));
