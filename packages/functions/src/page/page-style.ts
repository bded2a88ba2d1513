import { hash } from "node:crypto";
import { stageBrand } from "../composition/stage-brand.ts";

/** The brand's colour is for text on white (`core/stage/brand`); in the dark scheme only the line above the page has it. */
const brandStyle = (color: string | undefined): string =>
  color === undefined
    ? ""
    : `main { border-top: 4px solid ${color}; }
.brand { color: ${color}; }
@media (prefers-color-scheme: dark) { .brand { color: var(--text); } }
`;

/** Both schemes have a contrast of at least 4.5 to 1 for text and 3 to 1 for what can be used (WCAG 2.2). */
const STYLE = `
:root {
  color-scheme: light dark;
  --page: #f3f4f6; --card: #ffffff; --text: #1d2126; --quiet: #59616b; --line: #767f89; --faint: #d8dce1;
  --good: #15693a; --bad: #a3262a; --focus: #0b57c2; --alert: #fdecec; --alert-text: #7a1c1f;
}
@media (prefers-color-scheme: dark) {
  :root {
    --page: #15181c; --card: #1f2429; --text: #e8eaed; --quiet: #b3bac2; --line: #8a939d; --faint: #3a4149;
    --good: #1b7f47; --bad: #b93236; --focus: #8ab8ff; --alert: #45191b; --alert-text: #ffd9d9;
  }
}
*, *::before, *::after { box-sizing: border-box; }
body {
  margin: 0; padding: 16px; background: var(--page); color: var(--text); overflow-wrap: anywhere;
  font: 16px/1.5 -apple-system, "Segoe UI", Roboto, Helvetica, Arial, sans-serif;
}
main {
  max-width: 36rem; margin: 0 auto; padding: 24px; background: var(--card);
  border: 1px solid var(--faint); border-radius: 8px;
}
h1 { margin: 8px 0 16px; font-size: 1.5rem; line-height: 1.25; }
p { margin: 0 0 12px; }
.brand { margin: 0; color: var(--quiet); font-size: 0.875rem; font-weight: 600; }
.quiet { color: var(--quiet); font-size: 0.875rem; }
dl { display: grid; grid-template-columns: minmax(5rem, auto) 1fr; gap: 6px 16px; margin: 16px 0; }
dt { color: var(--quiet); font-size: 0.875rem; line-height: 1.714; }
dd { margin: 0; min-width: 0; unicode-bidi: isolate; }
figure { margin: 16px 0; padding: 12px 16px; background: var(--page); border-left: 4px solid var(--line); }
figcaption { color: var(--quiet); font-size: 0.875rem; unicode-bidi: plaintext; }
blockquote { margin: 4px 0 0; white-space: pre-wrap; unicode-bidi: plaintext; }
label { display: block; margin: 24px 0 4px; font-weight: 600; }
textarea {
  display: block; width: 100%; min-height: 6rem; padding: 8px 12px; font: inherit; color: var(--text);
  background: var(--card); border: 1px solid var(--line); border-radius: 6px; resize: vertical;
}
select, input[type="date"] {
  display: block; width: 100%; min-height: 44px; padding: 8px 12px; font: inherit; color: var(--text);
  background: var(--card); border: 1px solid var(--line); border-radius: 6px;
}
details { margin: 24px 0; }
summary { min-height: 32px; cursor: pointer; font-weight: 600; }
fieldset { margin: 24px 0 0; padding: 8px 16px; border: 1px solid var(--line); border-radius: 6px; }
legend { padding: 0 4px; font-weight: 600; }
.check { display: flex; gap: 8px; align-items: center; min-height: 32px; margin: 0; font-weight: 400; }
figure p, figure ul { margin: 4px 0 0; padding-left: 20px; }
textarea + .quiet { margin-top: 4px; }
.buttons { display: flex; flex-wrap: wrap; gap: 12px; margin: 16px 0; }
.choice { flex: 1 1 9rem; border-radius: 6px; }
button {
  width: 100%; min-height: 48px; padding: 12px 24px; font: inherit; font-weight: 600; color: #ffffff;
  border: 1px solid transparent; border-radius: 6px; cursor: pointer;
}
.approve { background: var(--good); }
.reject { background: var(--bad); }
.choice:target { box-shadow: 0 0 0 2px var(--card), 0 0 0 5px var(--line); }
:focus-visible { outline: 3px solid var(--focus); outline-offset: 2px; }
.alert { padding: 12px 16px; background: var(--alert); color: var(--alert-text); border-radius: 6px; }
@media (max-width: 24rem) { body { padding: 8px; } main { padding: 16px; } }
`;

export const pageStyle = (color: string | undefined): string => STYLE + brandStyle(color);

/** The stage's own. */
export const PAGE_STYLE = pageStyle(stageBrand().color);

/** For `style-src` of the Content-Security-Policy: this style and no other. */
export const STYLE_SOURCE = `'sha256-${hash("sha256", PAGE_STYLE, "base64")}'`;
