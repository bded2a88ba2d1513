import { describe, expect, it } from "vitest";
import { createSecrets } from "./secrets.ts";

describe("what a run prints and reports", () => {
  it("has no secret, as it is, in JSON or percent-encoded, nor the rest of a longer one", () => {
    const secrets = createSecrets();
    secrets.keep("lk_secret");
    secrets.keep("lk_secret+and/more");
    const text = `a lk_secret+and/more b lk_secret c ${encodeURIComponent("lk_secret+and/more")} ${JSON.stringify({ key: "lk_secret" })}`;
    expect(secrets.redact(text)).toBe('a [secret] b [secret] c [secret] {"key":"[secret]"}');
  });

  it("keeps its words: what is shorter than a secret can be is none", () => {
    const secrets = createSecrets();
    expect(secrets.keep("")).toBe("");
    secrets.keep("key");
    expect(secrets.redact("the key of keys")).toBe("the key of keys");
  });
});
