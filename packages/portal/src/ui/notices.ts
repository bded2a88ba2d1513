export interface Notice {
  id: number;
  tone: "good" | "bad";
  text: string;
}

const MOST = 4;
const SHOWN_MS = 7_000;

let notices: readonly Notice[] = [];
let lastId = 0;
const listeners = new Set<() => void>();

const become = (next: readonly Notice[]): void => {
  notices = next;
  for (const listener of listeners) listener();
};

export const currentNotices = (): readonly Notice[] => notices;

export const onNotices = (listener: () => void): (() => void) => {
  listeners.add(listener);
  return () => listeners.delete(listener);
};

export const dismiss = (id: number): void => become(notices.filter((notice) => notice.id !== id));

/** Says something in passing. What went wrong stays until it is dismissed: there may be a request id to copy. */
export const notify = (tone: Notice["tone"], text: string): void => {
  lastId += 1;
  const id = lastId;
  become([...notices, { id, tone, text }].slice(-MOST));
  if (tone === "good") setTimeout(() => dismiss(id), SHOWN_MS);
};
