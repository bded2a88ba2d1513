import type { Service, ServicePatch } from "../api/resources.ts";

/** A channel as the form shows it. Its address is write-only, and empty while it stays. */
export interface ChatDraft {
  /** For React only; not sent. */
  key: string;
  name: string;
  url: string;
  /** The host of the stored address; empty while it was never saved. */
  stored: string;
}

export const emptyChat = (key: string): ChatDraft => ({ key, name: "", url: "", stored: "" });

/** The drafts of what is stored, as text: settings are compared as text. */
export const storedChats = ({ chat = [] }: Pick<Service, "chat">): string =>
  chatText(chat.map(({ name = "", host }, index) => ({ key: `${index}`, name, url: "", stored: host })));

export const chatText = (drafts: readonly ChatDraft[]): string => JSON.stringify(drafts);

export const chatDrafts = (text: string): ChatDraft[] => JSON.parse(text) as ChatDraft[];

/** The channels as the API takes them: one without an address keeps its own. null: there are none from now on. */
export const chatOf = (text: string): NonNullable<ServicePatch["chat"]> | null => {
  const drafts = chatDrafts(text);
  if (drafts.length === 0) return null;
  return drafts.map(({ name, url }) => ({
    name: name.trim(),
    ...(url.trim() === "" ? {} : { url: url.trim() }),
  }));
};
