import { describe, expect, it } from "vitest";
import { originUrl } from "./origin-url.ts";

describe("the parts of an upstream's address", () => {
  it.each([
    "https://api.example",
    "http://[::1]:8080/a/b/?c=d&e",
    "https://EXAMPLE.com:443/%2e/x#y",
    `https://api.example/${"a".repeat(3000)}`,
  ])("are those of a URL, read a second time too: %s", (address) => {
    const { protocol, host, hostname, port, origin, pathname, search } = new URL(address);
    const parts = { protocol, host, hostname, port, origin, pathname, search };
    expect(originUrl(address)).toEqual(parts);
    expect(originUrl(address)).toEqual(parts);
  });

  it("are none of what is no address, again and again", () => {
    expect(() => originUrl("api.example")).toThrow(TypeError);
    expect(() => originUrl("api.example")).toThrow(TypeError);
  });

  it("are right for more addresses than are remembered", () => {
    for (let index = 0; index < 1500; index += 1)
      expect(originUrl(`https://h${index}.example`).host).toBe(`h${index}.example`);
    expect(originUrl("https://h0.example").host).toBe("h0.example");
  });
});
