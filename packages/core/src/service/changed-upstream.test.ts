import { describe, expect, it } from "vitest";
import { seal } from "../key-ring/seal.ts";
import { aRing, countingBytes } from "../testing/records.ts";
import { changing, OWNER, upstream } from "./change-service.fixture.ts";
import type { Service } from "./service.ts";

const sealed = seal(aRing("k1"), "secret", "svc_1", countingBytes);
const WITH_HEADERS = { upstream: { ...upstream, sealedHeaders: { "x-key": sealed, "x-other": sealed } } };
const WITH_KEYS = {
  upstream: { ...upstream, keys: { a: { weight: 1, sealedHeaders: { "x-key": sealed } } } },
};
const IAM = { iam: { service: "lambda", region: "eu-central-1" } } as const;
const GRANT = { teams: ["providers"], ...IAM.iam, url: upstream.url };

describe("the upstream of a change", () => {
  it.each<[what: string, before: Partial<Service>, patch: object, headers: string[]]>([
    ["keeps its headers at another path", WITH_HEADERS, { url: "https://up.test/v2" }, ["x-key", "x-other"]],
    ["has only the headers that are given", WITH_HEADERS, { headers: { New: "1" } }, ["new"]],
    [
      "sets one header beside the others",
      WITH_HEADERS,
      { setHeaders: { New: "1" } },
      ["new", "x-key", "x-other"],
    ],
    ["loses one header", WITH_HEADERS, { setHeaders: { "X-Key": null } }, ["x-other"]],
    [
      "has new headers at another origin",
      WITH_HEADERS,
      { url: "https://b.test", headers: { New: "1" } },
      ["new"],
    ],
    ["moves where it has none", {}, { url: "https://b.test" }, []],
  ])("%s", async (_what, before, patch, headers) => {
    const { outcome, after } = await changing({ upstream: patch }, before);
    expect(outcome).toBe("done");
    expect(Object.keys(after?.upstream.sealedHeaders ?? {}).sort()).toEqual(headers);
    expect(after?.upstream.timeoutSeconds).toBe(30);
  });

  it("is signed with a grant, and no longer where that is taken away", async () => {
    const stage = { allowPrivateAddresses: false, iamUpstreams: [GRANT] };
    const signed = await changing({ upstream: { auth: IAM } }, {}, OWNER, { stage });
    expect(signed.after?.upstream.auth).toEqual(IAM);
    const off = await changing({ upstream: { auth: null } }, { upstream: { ...upstream, auth: IAM } });
    expect(off.after?.upstream).not.toHaveProperty("auth");
  });

  it.each<[what: string, before: Partial<Service>, patch: object, pointer: string, grants?: boolean]>([
    ["its headers at another origin", WITH_HEADERS, { url: "https://b.test" }, "/headers"],
    ["its headers at another scheme", WITH_HEADERS, { url: "http://up.test/v1" }, "/headers"],
    ["its keys at another origin", WITH_KEYS, { url: "https://b.test" }, "/keys"],
    [
      "single headers at another origin",
      WITH_HEADERS,
      { url: "https://b.test", setHeaders: { a: "1" } },
      "/headers",
    ],
    ["all headers and single ones", {}, { headers: { a: "1" }, setHeaders: { b: "2" } }, "/setHeaders"],
    ["a private address", {}, { url: "https://10.0.0.1" }, "/url"],
    ["a signature without a grant", {}, { auth: IAM }, "/auth"],
    [
      "an address beyond its grant",
      { upstream: { ...upstream, auth: IAM } },
      { url: "https://up.test/other" },
      "/url",
      true,
    ],
    [
      "a signature beside a header of its own",
      { upstream: { ...upstream, sealedHeaders: { authorization: sealed } } },
      { auth: IAM },
      "/headers/authorization",
      true,
    ],
  ])("refuses %s", async (_what, before, patch, pointer, grants) => {
    const stage = { allowPrivateAddresses: false, ...(grants ? { iamUpstreams: [GRANT] } : {}) };
    const { outcome, changes } = await changing({ upstream: patch }, before, OWNER, { stage });
    expect([outcome, changes]).toEqual([`invalid-input /upstream${pointer}`, []]);
  });
});
