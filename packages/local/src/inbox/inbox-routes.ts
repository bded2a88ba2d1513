import { inboxPolicy, renderInboxPage, renderMailPage } from "./inbox-page.ts";
import type { InboxStore } from "./inbox-store.ts";

export type InboxAnswer = { status: number; headers: Record<string, string>; body: string };

const pagePath = "/_local/inbox";
const jsonPath = "/_local/inbox.json";

/**
 * Answers `/_local/inbox` (the page; POST empties the inbox), `/_local/inbox/{id}` and `/_local/inbox.json` (GET and
 * DELETE), and gives undefined for every other path. The caller has checked that the request comes from this machine and
 * from no foreign page.
 */
export const answerInbox = async (
  store: InboxStore,
  method: string,
  path: string,
): Promise<InboxAnswer | undefined> => {
  const [pathname = ""] = path.split("?");
  if (pathname === jsonPath) return answerJson(store, method);
  if (pathname === pagePath) {
    if (method === "POST") {
      await store.clear();
      return { status: 303, headers: { location: pagePath }, body: "" };
    }
    return isRead(method)
      ? html(200, renderInboxPage(store.list(), pagePath))
      : notAllowed("GET, HEAD, POST");
  }
  if (!pathname.startsWith(`${pagePath}/`)) return undefined;
  if (!isRead(method)) return notAllowed("GET, HEAD");
  const id = pathname.slice(pagePath.length + 1);
  const mail = store.list().find((each) => each.id === id);
  return mail === undefined
    ? {
        status: 404,
        headers: { "content-type": "text/plain; charset=utf-8" },
        body: "There is no such mail (any more).\n",
      }
    : html(200, renderMailPage(mail, pagePath));
};

const answerJson = async (store: InboxStore, method: string): Promise<InboxAnswer> => {
  if (method === "DELETE") {
    await store.clear();
    return { status: 204, headers: {}, body: "" };
  }
  if (!isRead(method)) return notAllowed("GET, HEAD, DELETE");
  const headers = { "content-type": "application/json", "cache-control": "no-store" };
  return { status: 200, headers, body: JSON.stringify(store.list()) };
};

const isRead = (method: string): boolean => method === "GET" || method === "HEAD";

const notAllowed = (allow: string): InboxAnswer => ({ status: 405, headers: { allow }, body: "" });

const html = (status: number, body: string): InboxAnswer => {
  const headers = {
    "content-type": "text/html; charset=utf-8",
    "cache-control": "no-store",
    "content-security-policy": inboxPolicy,
    "referrer-policy": "no-referrer",
    "x-content-type-options": "nosniff",
  };
  return { status, headers, body };
};
