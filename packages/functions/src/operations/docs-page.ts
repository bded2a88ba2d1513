import { createHash } from "node:crypto";
import type { APIGatewayProxyResult } from "aws-lambda";
import type { Json } from "../openapi/json.ts";
import { escapeHtml, operationHtml, schemaHtml, withCode } from "../openapi/reference-html.ts";
import { PROBLEM_ADVICE } from "../problem/problem-advice.ts";
import { PROBLEM_CODES, problemStatus, problemTitle } from "../problem/problem-document.ts";

const STYLE = `
:root{color-scheme:light dark;--ink:#16202b;--soft:#5b6672;--line:#d8dee5;--page:#fff;--code:#f3f5f8}
@media(prefers-color-scheme:dark){:root{--ink:#e8edf2;--soft:#a3afbb;--line:#34404c;--page:#12181f;--code:#1d2630}}
body{margin:0 auto;max-width:60rem;padding:2rem 1rem;font:16px/1.5 system-ui,sans-serif;color:var(--ink);background:var(--page)}
h2{margin-top:2.5rem;text-transform:capitalize}h2.code{text-transform:none;font-family:ui-monospace,monospace;font-size:1.1rem}a{color:inherit}details{border-bottom:1px solid var(--line);padding:.6rem 0}
summary{cursor:pointer;display:flex;gap:1rem;flex-wrap:wrap}summary code{font-weight:600}summary span{color:var(--soft)}
table{border-collapse:collapse;width:100%;margin:.6rem 0}caption{text-align:left;font-weight:600}th,td{text-align:left;vertical-align:top;padding:.2rem .6rem .2rem 0;border-top:1px solid var(--line)}
pre{background:var(--code);padding:1rem;overflow-x:auto;border-radius:.4rem}code,pre{font-family:ui-monospace,monospace;font-size:.9rem}
`;

const STYLE_HASH = createHash("sha256").update(STYLE).digest("base64");

/** A page that reads the OpenAPI document: no script, so nothing to trust but the text. */
export const docsPage = (document: Json): APIGatewayProxyResult => {
  const sections = new Map<string, string[]>();
  for (const [path, methods] of Object.entries(document["paths"] as Record<string, Record<string, Json>>)) {
    for (const [method, operation] of Object.entries(methods)) {
      const tag = String((operation["tags"] as string[])[0]);
      const html = operationHtml(document, method, path, operation);
      sections.set(tag, [...(sections.get(tag) ?? []), html]);
    }
  }
  const { schemas } = document["components"] as { schemas: Record<string, Json> };
  const body = [
    ...sections,
    ["schemas", Object.entries(schemas).map(([name, of]) => schemaHtml(name, of))] as const,
  ].map(
    ([tag, parts]) =>
      `<section aria-label="${escapeHtml(tag)}"><h2>${escapeHtml(tag)}</h2>${parts.join("")}</section>`,
  );
  const intro = `<p>The machine-readable document is at <a href="/v1/openapi.json">/v1/openapi.json</a> (OpenAPI 3.1).
Refusals are explained under <a href="/docs/problems">problems</a>.</p>`;
  return htmlPage("Latchkey API", intro + body.join(""));
};

/** What each problem's `type` points at. */
export const problemsPage = (): APIGatewayProxyResult => {
  const codes = PROBLEM_CODES.map(
    (code) =>
      `<section id="${code}"><h2 class="code">${code}</h2><p>${problemStatus(code)} ${problemTitle(code)}. ${withCode(PROBLEM_ADVICE[code])}</p></section>`,
  );
  const intro = "<p>Every refusal is a problem document (RFC 9457) with one of these codes.</p>";
  return htmlPage("Latchkey problems", intro + codes.join(""));
};

const htmlPage = (title: string, main: string): APIGatewayProxyResult => ({
  statusCode: 200,
  headers: {
    "Content-Type": "text/html; charset=utf-8",
    "Cache-Control": "public, max-age=300",
    "Content-Security-Policy": `default-src 'none'; style-src 'sha256-${STYLE_HASH}'; frame-ancestors 'none'; base-uri 'none'`,
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
  },
  body: `<!doctype html><html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1"><title>${title}</title><style>${STYLE}</style></head>
<body><main><h1>${title}</h1>${main}</main></body></html>`,
});
