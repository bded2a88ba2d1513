import type { Assignment, Program, Template, TokenRequest } from "./program.ts";
import { quoted } from "./quote.ts";

/** A program for Python's standard library. */
export const pythonCommand = ({ note, assignments, method, url, headers, body }: Program): string => {
  const lines = Object.entries(headers).map(
    ([name, value]) => `        ${quoted(name)}: ${expression(value)},\n`,
  );
  const program = [
    ...(note === undefined ? [] : [`# ${note}\n`]),
    ...assignments.map((each) => `${each.variable} = ${computed(each)}\n`),
    `request = urllib.request.Request(\n    ${expression(url)},\n    method=${quoted(method)},\n`,
    ...(lines.length === 0 ? [] : [`    headers={\n${lines.join("")}    },\n`]),
    ...(body === undefined ? [] : [`    data=${quoted(body)}.encode(),\n`]),
    `)\nwith urllib.request.urlopen(request) as response:\n    print(response.status, response.read().decode())\n`,
  ].join("");
  const modules = MODULES.filter((name) => program.includes(`${name}.`));
  return `import ${modules.join(", ")}\n\n${program}`;
};

const MODULES = [
  "base64",
  "email.utils",
  "hashlib",
  "hmac",
  "json",
  "os",
  "time",
  "urllib.parse",
  "urllib.request",
];

const expression = (template: Template): string =>
  template.map((part) => (typeof part === "string" ? quoted(part) : part.variable)).join(" + ");

const bytes = (template: Template): string =>
  template.length === 1 ? `${expression(template)}.encode()` : `(${expression(template)}).encode()`;

const NOW = {
  epoch: "int(time.time())",
  basic: 'time.strftime("%Y%m%dT%H%M%SZ", time.gmtime())',
  http: "email.utils.formatdate(usegmt=True)",
} as const;

const encoded = (digest: string, as: "hex" | "base64" | "base64url"): string => {
  if (as === "hex") return `${digest}.hexdigest()`;
  return as === "base64"
    ? `base64.b64encode(${digest}.digest()).decode()`
    : `base64.urlsafe_b64encode(${digest}.digest()).rstrip(b"=").decode()`;
};

const tokenRequest = ({ endpoint, form }: TokenRequest): string => {
  const members = Object.entries(form).map(([name, value]) => `    ${quoted(name)}: ${expression(value)},\n`);
  return [
    `json.load(urllib.request.urlopen(\n    ${quoted(endpoint)},\n`,
    `    urllib.parse.urlencode({\n${members.join("")}    }).encode(),\n))["access_token"]`,
  ].join("");
};

const computed = (assignment: Assignment): string => {
  if ("environment" in assignment) return `os.environ[${quoted(assignment.environment)}]`;
  if ("now" in assignment) {
    const { now, plusSeconds } = assignment;
    const at = plusSeconds === undefined ? NOW[now] : `${NOW[now]} + ${plusSeconds}`;
    return now === "epoch" ? `str(${at})` : at;
  }
  if ("base64url" in assignment)
    return `base64.urlsafe_b64encode(${bytes(assignment.base64url)}).rstrip(b"=").decode()`;
  if ("sha256" in assignment) return encoded(`hashlib.sha256(${bytes(assignment.sha256)})`, assignment.as);
  if ("accessToken" in assignment) return tokenRequest(assignment.accessToken);
  const { hmac, hash, key, as } = assignment;
  return encoded(`hmac.new(${quoted(key)}.encode(), ${bytes(hmac)}, hashlib.${hash})`, as);
};
