import type { Assignment, Program, Template, TokenRequest } from "./program.ts";
import { quoted } from "./quote.ts";

/** A program for Node.js, with nothing to install. */
export const javascriptCommand = ({ note, assignments, method, url, headers, body }: Program): string => {
  const uses = [
    ...(assignments.some((each) => "sha256" in each) ? ["createHash"] : []),
    ...(assignments.some((each) => "hmac" in each) ? ["createHmac"] : []),
  ];
  const lines = Object.entries(headers).map(
    ([name, value]) => `    ${quoted(name)}: ${expression(value)},\n`,
  );
  return [
    ...(uses.length === 0 ? [] : [`import { ${uses.join(", ")} } from "node:crypto";\n\n`]),
    ...(note === undefined ? [] : [`// ${note}\n`]),
    ...assignments.map((each) => `const ${each.variable} = ${computed(each)};\n`),
    `const response = await fetch(${expression(url)}, {\n`,
    `  method: ${quoted(method)},\n`,
    ...(lines.length === 0 ? [] : [`  headers: {\n${lines.join("")}  },\n`]),
    ...(body === undefined ? [] : [`  body: ${quoted(body)},\n`]),
    `});\nconsole.log(response.status, await response.text());\n`,
  ].join("");
};

const expression = (template: Template): string =>
  template.map((part) => (typeof part === "string" ? quoted(part) : part.variable)).join(" + ");

const NOW = {
  epoch: "Math.floor(Date.now() / 1000)",
  basic: 'new Date().toISOString().replace(/[-:]|\\.\\d+/g, "")',
  http: "new Date().toUTCString()",
} as const;

const tokenRequest = ({ endpoint, form }: TokenRequest): string => {
  const members = Object.entries(form).map(([name, value]) => `    ${name}: ${expression(value)},\n`);
  return [
    `await fetch(${quoted(endpoint)}, {\n`,
    `  method: "POST",\n  body: new URLSearchParams({\n${members.join("")}  }),\n`,
    `}).then(async (answer) => (await answer.json()).access_token)`,
  ].join("");
};

const computed = (assignment: Assignment): string => {
  if ("environment" in assignment) return `process.env[${quoted(assignment.environment)}] ?? ""`;
  if ("now" in assignment)
    return assignment.plusSeconds === undefined
      ? NOW[assignment.now]
      : `${NOW[assignment.now]} + ${assignment.plusSeconds}`;
  if ("base64url" in assignment)
    return `Buffer.from(${expression(assignment.base64url)}).toString("base64url")`;
  if ("sha256" in assignment)
    return `createHash("sha256").update(${expression(assignment.sha256)}).digest(${quoted(assignment.as)})`;
  if ("accessToken" in assignment) return tokenRequest(assignment.accessToken);
  const { hmac, hash, key, as } = assignment;
  return `createHmac(${quoted(hash)}, ${quoted(key)}).update(${expression(hmac)}).digest(${quoted(as)})`;
};
