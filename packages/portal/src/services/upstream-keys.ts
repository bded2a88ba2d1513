import type { Service, ServicePatch } from "../api/resources.ts";
import { KEY_HEADERS, type KeyHeader, keyHeaderAmong } from "./provider-key.ts";

type UpstreamKeys = NonNullable<NonNullable<ServicePatch["upstream"]>["keys"]>;

/** One of several keys of a provider as the form shows it: text. Its value is write-only, and empty while it stays. */
export interface UpstreamKeyDraft {
  /** For React only; not sent. */
  key: string;
  name: string;
  weight: string;
  sentIn: KeyHeader;
  secret: string;
  /** The names of the headers that are stored of it; empty while it was never saved. */
  stored: string;
}

export const emptyUpstreamKey = (key: string): UpstreamKeyDraft => ({
  key,
  name: "",
  weight: "1",
  sentIn: "authorization",
  secret: "",
  stored: "",
});

/** The drafts of what is stored, as text: settings are compared as text. */
export const storedKeys = ({ keys = [] }: Service["upstream"]): string =>
  keysText(
    keys.map(({ name, weight, headerNames }) => ({
      key: name,
      name,
      weight: String(weight),
      sentIn: keyHeaderAmong(headerNames) ?? "authorization",
      secret: "",
      stored: headerNames.join(", "),
    })),
  );

export const keysText = (drafts: readonly UpstreamKeyDraft[]): string => JSON.stringify(drafts);

export const keyDrafts = (text: string): UpstreamKeyDraft[] => JSON.parse(text) as UpstreamKeyDraft[];

/** The keys as the API takes them: one without a value keeps its own. null: there are none from now on. */
export const upstreamKeysOf = (text: string): UpstreamKeys | null => {
  const drafts = keyDrafts(text);
  if (drafts.length === 0) return null;
  return drafts.map(({ name, weight, sentIn, secret }) => {
    const { header, before } = KEY_HEADERS[sentIn];
    return {
      name: name.trim(),
      weight: Number(weight),
      ...(secret.trim() === "" ? {} : { headers: { [header]: `${before}${secret.trim()}` } }),
    };
  });
};
