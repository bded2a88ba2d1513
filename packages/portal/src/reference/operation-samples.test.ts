import { execFileSync } from "node:child_process";
import { describe, expect, it } from "vitest";
import { SAMPLE_PROOFS, samplesOf } from "./operation-samples.ts";

const sample = {
  method: "POST",
  path: "/things/a%2Fb?dry=yes",
  headers: { "X-Unit": "it's" },
  body: '{"name":"$(id) `x`"}',
};
const address = "https://gateway.example/echo";

describe("the samples of an operation", () => {
  it("call it with the key from the environment, in each language", () => {
    const { curl, javascript, python } = samplesOf(sample, address, "api-key");
    expect(curl).toContain("curl 'https://gateway.example/echo/things/a%2Fb?dry=yes'");
    expect(curl).toContain(`-H 'X-API-Key: '"$API_KEY"`);
    expect(curl).toContain(`--data-raw '{\n  "name": "$(id) \`x\`"\n}'`);
    expect(javascript).toContain('process.env["API_KEY"]');
    expect(javascript).toContain('"X-API-Key": api_key');
    expect(python).toContain('os.environ["API_KEY"]');
    expect(python).toContain('"X-API-Key": api_key');
  });

  it.each(SAMPLE_PROOFS)(
    "have no secret in them, and what they read of the environment is named: %s",
    (type) => {
      const { curl, javascript, python } = samplesOf(sample, address, type);
      const name = { "api-key": "API_KEY", jwt: "TOKEN", basic: "BASIC" }[type];
      for (const program of [curl, javascript, python]) expect(program).toContain(name);
    },
  );

  it("are programs that a shell, Node and JSON's strings agree on, whatever the document says", () => {
    const hostile = { ...sample, path: "/'; echo injected; '", body: '"\n"; process.exit(7); //' };
    const { curl, javascript } = samplesOf(hostile, address, "api-key");
    const words = execFileSync("sh", ["-c", `curl() { printf '%s\\n' "$1"; }\n${curl}`], {
      encoding: "utf8",
    });
    expect(words).toBe("https://gateway.example/echo/'; echo injected; '\n");
    const checked = execFileSync(process.execPath, ["--check", "--input-type=module", "-"], {
      input: javascript,
    });
    expect(checked.toString()).toBe("");
  });
});
