import { describe, expect, it } from "vitest";
import { changedChat } from "./changed-chat.ts";

const SLACK = "https://hooks.slack.com/services/T/B/x";
const there = [{ name: "api", host: "hooks.slack.com" }, { host: "teams.example" }];
const same = [{ name: "api", url: SLACK }, { url: "https://teams.example/hook" }];

describe("Chats of a service in a file", () => {
  it.each([
    ["not said", undefined, {}],
    ["as they are", same, {}],
    ["as they are, one by its name alone", [{ name: "api" }, same[1]], {}],
    ["in another order", same.toReversed(), { chat: same.toReversed() }],
    ["fewer", same.slice(1), { chat: same.slice(1) }],
    [
      "at another host",
      [{ name: "api", url: "https://x.example" }, same[1]],
      { chat: [{ name: "api", url: "https://x.example" }, same[1]] },
    ],
    [
      "under another name",
      [{ ...same[0], name: "ops" }, same[1]],
      { chat: [{ ...same[0], name: "ops" }, same[1]] },
    ],
    ["by no address", [{ name: "api", url: "no" }, same[1]], { chat: [{ name: "api", url: "no" }, same[1]] }],
    ["none", null, { chat: null }],
  ])("%s", (_what, said, change) => {
    expect(changedChat(said, there)).toEqual(change);
  });

  it("none where there are none", () => {
    expect(changedChat(null, [])).toEqual({});
    expect(changedChat([], [])).toEqual({});
  });
});
