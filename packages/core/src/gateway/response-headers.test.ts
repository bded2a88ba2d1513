import { describe, expect, it } from "vitest";
import { responseHeaders } from "./response-headers.ts";

describe("the headers of an answer", () => {
  it("lose what concerns one hop, and what the upstream has no say in", () => {
    const raw = [
      ["Connection", "keep-alive, X-Hop"],
      ["Keep-Alive", "timeout=5"],
      ["X-Hop", "1"],
      ["Transfer-Encoding", "chunked"],
      ["Trailer", "X-T"],
      ["Upgrade", "h2c"],
      ["Proxy-Authenticate", "Basic"],
      ["Access-Control-Allow-Origin", "*"],
      ["Access-Control-Allow-Credentials", "true"],
      ["Alt-Svc", 'h3=":443"'],
      ["Clear-Site-Data", '"*"'],
      ["Strict-Transport-Security", "max-age=0"],
      ["NEL", "{}"],
      ["X-Request-Id", "theirs"],
      ["Content-Type", "text/plain"],
      ["ETag", '"1"'],
    ].flat();
    expect(responseHeaders(raw, 200, false, "/echo")).toEqual([
      ["Content-Type", "text/plain"],
      ["ETag", '"1"'],
    ]);
  });

  it("keep a length that can be relied on", () => {
    expect(responseHeaders(["Content-Length", "5"], 200, true, "/echo")).toEqual([["Content-Length", "5"]]);
    expect(responseHeaders(["Content-Length", "5"], 204, true, "/echo")).toEqual([]);
    expect(
      responseHeaders(["Content-Length", "5", "Transfer-Encoding", "chunked"], 200, true, "/echo"),
    ).toEqual([]);
  });

  it("never leave the type of a body open, since API Gateway would call it JSON", () => {
    expect(responseHeaders([], 200, false, "/echo")).toEqual([["Content-Type", "application/octet-stream"]]);
    expect(responseHeaders([], 304, true, "/echo")).toEqual([]);
  });
});
