import { describe, expect, it } from "vitest";
import { unseal } from "../key-ring/seal.ts";
import { Refusal } from "../refusal.ts";
import { aRing, keysOf, NOW } from "../testing/records.ts";
import type { Chat } from "./chat.ts";
import { ChatInput } from "./chat.ts";
import { chatEvents, plannedChat } from "./plan-chat.ts";

const ring = aRing("d1");
let made = 0;
const work = {
  keys: keysOf(ring),
  now: NOW,
  random: (length: number) => {
    made += 1;
    return new Uint8Array(length).fill(made % 251);
  },
  stage: { allowPrivateAddresses: false, isOwnAddress: (url: URL) => url.host === "control.own.example" },
};
const SLACK = "https://hooks.slack.com/services/T/B/secret";
const plan = (given: ChatInput, before?: Chat[]) =>
  plannedChat(work, { id: "svc_1", team: "weather", ...(before ? { chat: before } : {}) }, given);

describe("The address of a chat", () => {
  it("is stored sealed, bound to the service, with its host beside it", async () => {
    const [chat] = await plan([{ name: "api", url: SLACK }]);
    expect(chat).toMatchObject({ name: "api", host: "hooks.slack.com" });
    expect(JSON.stringify(chat)).not.toContain("secret");
    expect(unseal(ring, chat?.sealedUrl ?? "", "svc_1")).toBe(SLACK);
    expect(unseal(ring, chat?.sealedUrl ?? "", "svc_2")).toBeUndefined();
  });

  it("stays, and its id with it, where its name is given without one", async () => {
    const before = await plan([{ name: "api", url: SLACK }]);
    expect(await plan([{ name: "api" }], before)).toEqual(before);
    const [moved] = await plan([{ name: "api", url: `${SLACK}2` }], before);
    expect(moved?.id).toBe(before[0]?.id);
    expect(unseal(ring, moved?.sealedUrl ?? "", "svc_1")).toBe(`${SLACK}2`);
  });

  it.each([
    ["is missing", [{ name: "new" }], "/chat/0/url"],
    ["is missing without a name", [{ name: "api" }, {}], "/chat/1/url"],
    ["is not https", [{ url: "http://hooks.slack.com/x" }], "/chat/0/url"],
    ["is a private one", [{ url: "https://10.0.0.1/x" }], "/chat/0/url"],
    ["is of this machine", [{ url: "https://localhost/x" }], "/chat/0/url"],
    ["is for the metadata of the machine", [{ url: "https://169.254.169.254/x" }], "/chat/0/url"],
    ["is the stage's own", [{ url: "https://control.own.example/v1/teams" }], "/chat/0/url"],
  ])("is refused when it %s", async (_what, given, pointer) => {
    const before = await plan([{ name: "api", url: SLACK }]);
    const refused = await plan(given, before).catch((error: unknown) => error);
    expect(refused).toBeInstanceOf(Refusal);
    expect(JSON.stringify(refused)).toContain(pointer);
  });

  it.each([
    [[{ url: "ftp://hooks.slack.com/x" }]],
    [[{ url: "https://user:pass@hooks.slack.com/x" }]],
    [[{ url: "https://hooks.slack.com/x y" }]],
    [[{ name: "a\nb", url: SLACK }]],
    [[{ name: "a\u202eb", url: SLACK }]],
    [[{ name: "a", url: SLACK, more: 1 }]],
    [
      [
        { name: "a", url: SLACK },
        { name: "a", url: SLACK },
      ],
    ],
    [Array.from({ length: 11 }, () => ({ url: SLACK }))],
  ])("%j is no input", (given) => {
    expect(ChatInput.safeParse(given).success).toBe(false);
  });
});

describe("Every owner hears", () => {
  it("where applications are told from now on, or are not any more", async () => {
    const before = await plan([{ name: "api", url: SLACK }, { url: "https://teams.example/x" }]);
    const after = await plan([{ name: "api", url: `${SLACK}2` }], before);
    const of = { team: "weather", slug: "forecast" };
    const told = chatEvents("olga", { chat: before }, { ...of, chat: after });
    expect(told.map(({ type, origin, service }) => [type, origin, service])).toEqual([
      ["webhook.added", "https://hooks.slack.com", "forecast"],
      ["webhook.removed", "https://teams.example", "forecast"],
    ]);
    expect(chatEvents("olga", { chat: after }, { ...of, chat: after })).toEqual([]);
    expect(chatEvents("olga", undefined, { ...of, chat: after })).toHaveLength(1);
  });
});
