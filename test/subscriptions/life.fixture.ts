import type { Stage } from "../support/running-latchkey.ts";

/** Moves the clock so many days ahead of the machine's, and waits until what has become due has run. */
export const moveClock = async ({ control }: Stage, days: number): Promise<void> => {
  const response = await fetch(`${control}/_local/clock`, {
    method: "PUT",
    headers: { "Content-Type": "application/json" },
    body: JSON.stringify({ offsetSeconds: Math.round(days * 86_400) }),
  });
  if (!response.ok) throw new Error(`The clock did not move: ${response.status}`);
};

export interface InboxMail {
  id: string;
  to: string;
  subject: string;
  text: string;
}

export const inbox = async ({ control }: Stage): Promise<InboxMail[]> =>
  (await (await fetch(`${control}/_local/inbox.json`)).json()) as InboxMail[];

/** The address of the page that a mail about an application leads to. */
export const linkIn = ({ text }: InboxMail): string => {
  const [link] = /http\S+\/approvals\/\S+/.exec(text) ?? [];
  if (link === undefined) throw new Error("The mail holds no link.");
  return link;
};

export const decide = (link: string, decision: "approve" | "reject", reason = ""): Promise<Response> =>
  fetch(link, { method: "POST", body: new URLSearchParams({ decision, reason }) });
