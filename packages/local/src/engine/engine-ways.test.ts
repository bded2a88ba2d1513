import { describe, expect, it } from "vitest";
import { engineWays } from "./engine-ways.ts";

describe("the ways to an engine", () => {
  it.each([
    ["nothing", false, ["package", "install", "docker"]],
    ["nothing", true, ["jar"]],
    ["embedded", false, ["package", "install"]],
    ["jar", true, ["jar"]],
    ["docker", false, ["docker"]],
  ] as const)("data of %s, a jar named: %s", (writtenBy, isJarNamed, ways) => {
    expect(engineWays(writtenBy, isJarNamed)).toEqual(ways);
  });

  it.each([
    ["embedded", true, /written by the embedded engine.*without DYNAMODB_LOCAL_JAR/],
    ["docker", true, /written by DynamoDB Local in Docker.*without DYNAMODB_LOCAL_JAR/],
    ["jar", false, /written by DynamoDB Local's jar.*Set DYNAMODB_LOCAL_JAR/],
  ] as const)(
    "data of %s are not left for another engine, a jar named: %s",
    (writtenBy, isJarNamed, said) => {
      expect(() => engineWays(writtenBy, isJarNamed)).toThrow(said);
    },
  );
});
