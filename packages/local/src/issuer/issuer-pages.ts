import type { Person } from "./person.ts";

const style = `
:root { color-scheme: light dark; --line: light-dark(#c3c9d2, #4a515d); --soft: light-dark(#4d5562, #aab3c0); }
* { box-sizing: border-box; }
body { font: 1rem/1.5 system-ui, sans-serif; max-width: 26rem; margin: 0 auto; padding: 2rem 1rem; }
h1 { font-size: 1.4rem; }
p, small { color: var(--soft); }
form { margin: 0 0 0.75rem; }
button, input { font: inherit; width: 100%; min-height: 2.75rem; padding: 0.5rem 0.75rem; border: 1px solid var(--line); border-radius: 0.5rem; }
button { cursor: pointer; text-align: start; }
button small { display: block; overflow-wrap: anywhere; }
label { display: block; margin: 1.5rem 0 0.25rem; }
label + input { margin-bottom: 0.5rem; }
[role=alert] { color: light-dark(#a4161a, #ff8f8f); }
:focus-visible { outline: 3px solid #2f6fed; outline-offset: 2px; }
`;

/** The sign-in page. No password: this issuer runs on one machine, for its user. */
export const renderLoginPage = (people: readonly Person[], anyEmail: boolean, problem?: string): string => {
  const buttons = people.map(
    ({ email, name }) => `<form method="post"><button name="email" value="${escapeHtml(email)}">
${escapeHtml(name)} <small>${escapeHtml(email)}</small></button></form>`,
  );
  const other = `<form method="post"><label for="email">Or any other e-mail</label>
<input id="email" name="email" type="email" required maxlength="320" autocomplete="email">
<button>Sign in</button></form>`;
  return page(
    "Sign in",
    `<p>This issuer is for one machine only: no password is asked.</p>
${problem === undefined ? "" : `<p role="alert">${escapeHtml(problem)}</p>`}
${buttons.join("\n")}
${anyEmail ? other : ""}`,
  );
};

/** `form` is oidc-provider's own form with the id `op.logoutForm`. */
export const renderLogoutPage = (form: string): string =>
  page(
    "Sign out?",
    `${form}
<button type="submit" form="op.logoutForm" name="logout" value="yes">Yes, sign out</button>`,
  );

export const renderMessagePage = (title: string, text: string): string =>
  page(title, `<p>${escapeHtml(text)}</p>`);

const page = (title: string, body: string): string => `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escapeHtml(title)} · Latchkey</title>
<style>${style}</style>
</head>
<body><main><h1>${escapeHtml(title)}</h1>
${body}
</main></body>
</html>
`;

const escapeHtml = (text: string): string => {
  const names: Readonly<Record<string, string>> = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;" };
  return text.replace(/[&<>"]/g, (character) => names[character] ?? character);
};
