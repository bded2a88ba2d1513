import { createHash } from "node:crypto";
import type { APIGatewayProxyResult } from "aws-lambda";

const escapeHtml = (text: string): string =>
  text.replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);

const STYLE = `
:root{color-scheme:light dark;--ink:#16202b;--soft:#5b6672;--line:#d8dee5;--page:#fff;--code:#f3f5f8}
@media(prefers-color-scheme:dark){:root{--ink:#e8edf2;--soft:#a3afbb;--line:#34404c;--page:#12181f;--code:#1d2630}}
body{margin:0 auto;max-width:60rem;padding:2rem 1rem;font:16px/1.5 system-ui,sans-serif;color:var(--ink);background:var(--page)}
h2{margin-top:2.5rem;text-transform:capitalize}details{border-bottom:1px solid var(--line);padding:.6rem 0}
summary{cursor:pointer;display:flex;gap:1rem;flex-wrap:wrap}summary code{font-weight:600}summary span{color:var(--soft)}
pre{background:var(--code);padding:1rem;overflow-x:auto;border-radius:.4rem}code,pre{font-family:ui-monospace,monospace;font-size:.9rem}
`;

const STYLE_HASH = createHash("sha256").update(STYLE).digest("base64");

type Json = Record<string, unknown>;

const operationHtml = (method: string, path: string, operation: Json): string => `
<details><summary><code>${escapeHtml(`${method.toUpperCase()} ${path}`)}</code> <span>${escapeHtml(String(operation["summary"]))}</span></summary>
<pre>${escapeHtml(JSON.stringify({ parameters: operation["parameters"], requestBody: operation["requestBody"], responses: operation["responses"] }, null, 2))}</pre></details>`;

/** A page that reads the OpenAPI document: no script, so nothing to trust but the text. */
export const docsPage = (document: Json): APIGatewayProxyResult => {
  const sections = new Map<string, string[]>();
  for (const [path, methods] of Object.entries(document["paths"] as Record<string, Record<string, Json>>)) {
    for (const [method, operation] of Object.entries(methods)) {
      const tag = String((operation["tags"] as string[])[0]);
      sections.set(tag, [...(sections.get(tag) ?? []), operationHtml(method, path, operation)]);
    }
  }
  const body = [...sections]
    .map(
      ([tag, operations]) =>
        `<section aria-label="${escapeHtml(tag)}"><h2>${escapeHtml(tag)}</h2>${operations.join("")}</section>`,
    )
    .join("");
  return {
    statusCode: 200,
    headers: {
      "Content-Type": "text/html; charset=utf-8",
      "Cache-Control": "public, max-age=300",
      "Content-Security-Policy": `default-src 'none'; style-src 'sha256-${STYLE_HASH}'; frame-ancestors 'none'; base-uri 'none'`,
      "X-Content-Type-Options": "nosniff",
      "Referrer-Policy": "no-referrer",
    },
    body: `<!doctype html><html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1"><title>Latchkey API</title><style>${STYLE}</style></head>
<body><main><h1>Latchkey API</h1><p>The machine-readable document is at <a href="/v1/openapi.json">/v1/openapi.json</a> (OpenAPI 3.1).</p>${body}</main></body></html>`,
  };
};
