import { describe, expect, it } from "vitest";
import { chatDrafts, chatOf, chatText, emptyChat, storedChats } from "./chat-draft.ts";

describe("The channels of a service in the form", () => {
  const stored = storedChats({ chat: [{ name: "api", host: "hooks.slack.com" }] });

  it("keep an address that is not typed again, which is never shown", () => {
    expect(chatDrafts(stored)).toEqual([{ key: "0", name: "api", url: "", stored: "hooks.slack.com" }]);
    const typed = { ...emptyChat("new"), name: " ops ", url: " https://teams.example/x " };
    expect(chatOf(chatText([...chatDrafts(stored), typed]))).toEqual([
      { name: "api" },
      { name: "ops", url: "https://teams.example/x" },
    ]);
  });

  it("are none where there are none", () => {
    expect(chatOf(storedChats({}))).toBeNull();
  });
});
