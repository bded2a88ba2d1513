import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { createLog } from "./log.ts";

let lines: string[] = [];
beforeEach(() => {
  lines = [];
  for (const stream of [process.stdout, process.stderr])
    vi.spyOn(stream, "write").mockImplementation((text) => {
      lines.push(String(text));
      return true;
    });
});
afterEach(() => {
  vi.restoreAllMocks();
  vi.unstubAllEnvs();
});

const written = (fields: Record<string, unknown>) => {
  createLog("gateway").error("call", fields);
  expect(lines).toHaveLength(1);
  const [line = ""] = lines;
  expect(line.endsWith("\n")).toBe(true);
  expect(line.trimEnd()).not.toContain("\n");
  return JSON.parse(line);
};

describe("A line of the log", () => {
  it("is one of JSON, with its level, time and fields, and without what is empty", () => {
    const line = written({
      service: "weather",
      status: 200,
      none: null,
      nothing: undefined,
      text: "",
      lines: "a\nb",
    });
    expect(line).toEqual({
      level: "ERROR",
      message: "call",
      timestamp: expect.stringMatching(/^\d{4}-\d\d-\d\dT[\d:.]+Z$/),
      service: "weather",
      status: 200,
      lines: "a\nb",
    });
  });

  it.each(["clientSecret", "password", "apiKey", "Authorization", "cookie", "accessToken", "credential"])(
    "never holds what is named %s",
    (name) => {
      expect(written({ [name]: "s3cr3t" })).toMatchObject({ [name]: "[redacted]" });
    },
  );

  it("holds ids of credentials", () => {
    expect(written({ credential: "crd_1" })).toMatchObject({ credential: "crd_1" });
  });

  it("tells an error with its causes and codes, however deep it is", () => {
    const cause = Object.assign(new Error("cut"), { code: "ECONNRESET" });
    const { error } = written({ error: new TypeError("no answer", { cause }) });
    expect(error).toMatchObject({
      name: "TypeError",
      message: "no answer",
      cause: { message: "cut", code: "ECONNRESET" },
    });
    expect(error.stack).toContain("TypeError: no answer");
  });

  it("cannot pretend another level, message or time, and is written whatever its fields are", () => {
    expect(written({ level: "INFO", message: "other", timestamp: "1970", big: 7n })).toMatchObject({
      level: "ERROR",
      message: "call",
      big: "7",
    });
    lines = [];
    const circular: Record<string, unknown> = {};
    circular["self"] = circular;
    expect(written({ circular })).toMatchObject({ level: "ERROR", message: "call" });
  });

  it("is left out below the function's level, and names the trace", () => {
    vi.stubEnv("AWS_LAMBDA_LOG_LEVEL", "WARN");
    vi.stubEnv("AWS_LAMBDA_FUNCTION_NAME", "latchkey-gateway");
    vi.stubEnv("_X_AMZN_TRACE_ID", "Root=1-abc-def;Parent=1;Sampled=1");
    createLog("gateway").info("call", {});
    expect(lines).toEqual([]);
    expect(written({})).toMatchObject({ xray_trace_id: "1-abc-def" });
  });
});
