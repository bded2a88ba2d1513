import type { InboxMail } from "./inbox-store.ts";

/**
 * What the pages may load and run: no script at all. A mail's frame has the policy of its page, and mails use inline styles,
 * so these are allowed; remote pictures would tell their server that the mail was read.
 */
export const inboxPolicy =
  "default-src 'none'; style-src 'unsafe-inline'; img-src data:; base-uri 'none'; form-action 'self'; frame-ancestors 'none'";

const style = `
:root { color-scheme: light dark; --line: light-dark(#d5d9e0, #3a404b); --soft: light-dark(#4d5562, #aab3c0); }
* { box-sizing: border-box; }
body { font: 1rem/1.5 system-ui, sans-serif; max-width: 48rem; margin: 0 auto; padding: 1rem; }
header { display: flex; flex-wrap: wrap; align-items: center; justify-content: space-between; gap: 0.5rem 1rem; }
h1 { font-size: 1.4rem; margin: 0; overflow-wrap: anywhere; }
button, .back { font: inherit; display: inline-block; min-height: 2.75rem; padding: 0.5rem 1rem; }
.soft, dl { color: var(--soft); font-size: 0.9rem; }
ol { list-style: none; margin: 1rem 0; padding: 0; border-top: 1px solid var(--line); }
li a { display: block; padding: 0.75rem 0.25rem; border-bottom: 1px solid var(--line); overflow-wrap: anywhere; color: inherit; text-decoration: none; }
li a:hover strong { text-decoration: underline; }
li span { display: block; }
dl { display: grid; grid-template-columns: max-content 1fr; gap: 0 0.75rem; overflow-wrap: anywhere; }
dd { margin: 0; }
pre { white-space: pre-wrap; font: inherit; overflow-wrap: anywhere; }
iframe { display: block; width: 100%; height: 75vh; border: 1px solid var(--line); border-radius: 0.5rem; background: #fff; color-scheme: light; }
summary { cursor: pointer; padding: 0.75rem 0; }
:focus-visible { outline: 3px solid #2f6fed; outline-offset: 2px; }
`;

/** The list for people. It needs no script and looks for new mail every 15 seconds. */
export const renderInboxPage = (mails: readonly InboxMail[], path: string): string => {
  const items = mails.map(
    (
      mail,
    ) => `<li><a href="${path}/${encodeURIComponent(mail.id)}"><strong>${escapeHtml(titleOf(mail))}</strong>
<span class="soft">to ${escapeHtml(mail.to)} · <time datetime="${mail.at}">${readable(mail.at)}</time></span></a></li>`,
  );
  const empty = '<form method="post"><button type="submit">Empty the inbox</button></form>';
  const list =
    mails.length === 0
      ? "<p>No mail yet. This page looks again by itself.</p>"
      : `<ol>${items.join("\n")}</ol>`;
  return page(
    `Inbox (${mails.length})`,
    `<header><h1>Inbox</h1>${mails.length === 0 ? "" : empty}</header>
<main>${list}</main>`,
    '<meta http-equiv="refresh" content="15">',
  );
};

/** One mail. Its HTML is in a frame without scripts and without our origin; its links open a new tab. */
export const renderMailPage = (mail: InboxMail, path: string): string => {
  const title = escapeHtml(titleOf(mail));
  const text = `<pre>${escapeHtml(mail.text)}</pre>`;
  // A page that is opened from the frame is free of its sandbox: the approval page needs its form.
  const frame = `<iframe title="The mail" sandbox="allow-popups allow-popups-to-escape-sandbox" srcdoc="${escapeHtml(
    `<!doctype html><base target="_blank">${mail.html}`,
  )}"></iframe>
<details><summary>As plain text</summary>${text}</details>`;
  return page(
    titleOf(mail),
    `<header><h1>${title}</h1><a class="back" href="${path}">All mail</a></header>
<main><dl><dt>From</dt><dd>${escapeHtml(mail.from)}</dd><dt>To</dt><dd>${escapeHtml(mail.to)}</dd>
<dt>At</dt><dd><time datetime="${mail.at}">${readable(mail.at)}</time></dd></dl>
${mail.html === "" ? text : frame}</main>`,
  );
};

const page = (title: string, body: string, head = ""): string => `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
${head}
<title>${escapeHtml(title)} · Latchkey</title>
<style>${style}</style>
</head>
<body>
${body}
</body>
</html>
`;

const titleOf = (mail: InboxMail): string => mail.subject || "(no subject)";

const readable = (at: string): string => `${at.slice(0, 10)} ${at.slice(11, 19)} UTC`;

const escapeHtml = (text: string): string => {
  const names: Readonly<Record<string, string>> = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;" };
  return text.replace(/[&<>"]/g, (character) => names[character] ?? character);
};
