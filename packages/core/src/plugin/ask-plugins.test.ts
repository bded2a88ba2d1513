import { describe, expect, it } from "vitest";
import { type PluginSettings, refusedByPlugins, refusedForBody } from "./ask-plugins.ts";

const OURS = { sourceIp: "192.0.2.1" };
const ONLY_OTHERS = { allow: ["198.51.100.0/24"] };
const small = (maxBytes: number) => ({ "request-size": { maxBytes } });
const only = (model: string) => ({ models: { allow: [model] } });

describe("what the authorizer asks of a call", () => {
  it.each<[what: string, settings: PluginSettings, refused: string | undefined]>([
    ["nothing, where nothing is set", {}, undefined],
    ["whether its address is allowed", { "ip-restriction": ONLY_OTHERS }, "ip-not-allowed"],
    ["nothing of what the gateway asks", { ...small(1), ...only("m") }, undefined],
    ["nothing of what is counted", { quota: { count: 1, period: "day" } }, undefined],
    ["nothing of a plugin that it does not know", { unknown: { allow: [] } }, undefined],
  ])("is %s", (_what, settings, refused) => {
    expect(refusedByPlugins(settings, OURS)).toBe(refused);
  });
});

describe("what the gateway asks of a call", () => {
  const call = { bytesIn: 10, asksModel: { model: "large" } };
  it.each<[what: string, settings: PluginSettings[], refused: string | undefined]>([
    ["nothing, where nothing is set", [{}, {}], undefined],
    ["whether its body is small enough", [small(9)], "payload-too-large"],
    ["no more than that", [small(10)], undefined],
    ["whether its model is allowed", [only("small")], "model-not-allowed"],
    ["what the consumer's own settings say", [small(9), small(11)], "payload-too-large"],
    ["what its plan says too", [small(11), small(9)], "payload-too-large"],
    ["its size before its model, though that is set first", [only("small"), small(9)], "payload-too-large"],
    ["nothing of what the authorizer asks", [{ "ip-restriction": ONLY_OTHERS }], undefined],
  ])("is %s", (_what, settings, refused) => {
    expect(refusedForBody(settings, call)).toBe(refused);
  });

  it("is no model of a call that is none of one", () => {
    expect(refusedForBody([only("small")], { bytesIn: 10 })).toBeUndefined();
  });
});
