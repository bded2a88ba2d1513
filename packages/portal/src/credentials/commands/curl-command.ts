import type { Assignment, Program, Template, TokenRequest } from "./program.ts";
import { shellQuoted } from "./quote.ts";

/** A program for a POSIX shell with curl and, where it computes something, openssl. */
export const curlCommand = (program: Program, options: readonly string[] = []): string => {
  const { note, assignments, method, url, headers, body } = program;
  const call = [
    `curl ${word(url)}`,
    // Brackets and braces would be read as ranges of addresses.
    ...(/[[\]{}]/.test(url.join("")) ? ["--globoff"] : []),
    ...methodOption(method, body),
    ...options,
    ...Object.entries(headers).map(([name, value]) => `-H ${word([`${name}: `, ...value])}`),
    // Not --data: that reads a file where the text begins with an at sign.
    ...(body === undefined ? [] : [`--data-raw ${shellQuoted(body)}`]),
  ].join(" \\\n  ");
  return [...(note === undefined ? [] : [`# ${note}`]), ...assignments.flatMap(assigned), call].join("\n");
};

const methodOption = (method: string, body: string | undefined): string[] => {
  if (method === "HEAD") return ["--head"];
  return method === (body === undefined ? "GET" : "POST") ? [] : [`-X ${shellQuoted(method)}`];
};

const named = (variable: string): string => variable.toUpperCase();

/** One word, with any content. Neighbouring texts are quoted together. */
const word = (template: Template): string => {
  const parts = template.reduce<string[]>((words, part) => {
    const last = words.at(-1);
    if (typeof part !== "string") words.push(`"$${named(part.variable)}"`);
    else if (last?.startsWith("'")) words[words.length - 1] = last.slice(0, -1) + shellQuoted(part).slice(1);
    else words.push(shellQuoted(part));
    return words;
  }, []);
  return parts.join("");
};

const NOW = {
  epoch: "date +%s",
  basic: "date -u +%Y%m%dT%H%M%SZ",
  http: "LC_ALL=C date -u '+%a, %d %b %Y %H:%M:%S GMT'",
} as const;

const ENCODED = {
  hex: "od -An -v -tx1 | tr -d ' \\n'",
  base64: "openssl base64 -A",
  base64url: "openssl base64 -A | tr '+/' '-_' | tr -d '='",
} as const;

/** Of the answer, a JSON object of one line, the member alone. */
const TOKEN_MEMBER = String.raw`s/.*"access_token": *"\([^"]*\)".*/\1/p`;

const tokenRequest = ({ endpoint, form }: TokenRequest): string => {
  const fields = Object.entries(form).map(
    ([name, value]) => `--data-urlencode ${word([`${name}=`, ...value])}`,
  );
  const request = [`curl -sS --fail ${shellQuoted(endpoint)}`, ...fields].join(" \\\n  ");
  return `${request} | sed -n ${shellQuoted(TOKEN_MEMBER)}`;
};

const assigned = (assignment: Assignment): string[] => {
  const name = named(assignment.variable);
  // It is in the environment already.
  if ("environment" in assignment) return [];
  if ("now" in assignment) {
    const { now, plusSeconds } = assignment;
    return [
      plusSeconds === undefined ? `${name}=$(${NOW[now]})` : `${name}=$(( $(${NOW[now]}) + ${plusSeconds} ))`,
    ];
  }
  const piped = (text: Template, ...programs: string[]) => [
    `${name}=$(${[`printf %s ${word(text)}`, ...programs].join(" | ")})`,
  ];
  if ("base64url" in assignment) return piped(assignment.base64url, ENCODED.base64url);
  if ("sha256" in assignment)
    return piped(assignment.sha256, "openssl dgst -sha256 -binary", ENCODED[assignment.as]);
  if ("accessToken" in assignment) return [`${name}=$(${tokenRequest(assignment.accessToken)})`];
  const { hmac, hash, key, as } = assignment;
  return piped(hmac, `openssl dgst -${hash} -hmac ${shellQuoted(key)} -binary`, ENCODED[as]);
};
