import { expect, it } from "vitest";
import { deprecationHeaders } from "./deprecation-headers.ts";

const deprecation = { at: "2026-03-01T00:00:00.000Z", sunsetAt: "2026-09-01T12:00:00.000Z" };

it("a service without an end says nothing of it", () =>
  expect(deprecationHeaders({}, "https://gateway.example.com")).toEqual({}));

it("a deprecated service says since when (RFC 9745), until when (RFC 8594), and what takes its place", () =>
  expect(
    deprecationHeaders({ deprecation: { ...deprecation, successor: "next" } }, "https://gateway.example.com"),
  ).toEqual({
    Deprecation: "@1772323200",
    Sunset: "Tue, 01 Sep 2026 12:00:00 GMT",
    Link: '<https://gateway.example.com/next>; rel="successor-version"',
  }));

it("one without a successor names none", () =>
  expect(deprecationHeaders({ deprecation }, "https://gateway.example.com")).not.toHaveProperty("Link"));
