import { posix } from "node:path";
import { describe, expect, it } from "vitest";
import { isForTests, type SourceFile, sources } from "./sources.ts";

/**
 * The floors of each package, the lowest first. A folder imports, types included, only from its own floor's below:
 * never from above, and never from a neighbour. `.` is the package's `src` itself.
 */
const FLOORS = {
  core: [
    // Values, and what all nouns are built on.
    ["."],
    ["address", "cache", "due", "in-flight", "json", "metering"],
    ["mcp"],
    ["access", "allowance", "event", "key-ring", "ownership", "person", "plugin", "suppression"],
    ["access-token", "assertion", "limit", "link", "mail"],
    ["stage"],
    ["store"],
    // Nouns.
    ["invitation"],
    ["team"],
    ["consumer", "issuer", "service"],
    ["subscription"],
    ["webhook"],
    ["credential/part"],
    ["credential/aksk", "credential/api-key", "credential/basic", "credential/jwt", "credential/oauth2"],
    ["credential"],
    ["dead-letter"],
    // What joins nouns.
    ["approval", "invitation-answer", "leak", "offboarding", "publication"],
    ["notification"],
    // Verdicts on calls.
    ["call-records", "gateway"],
    ["presented"],
    ["proof"],
    [
      "credential/aksk/verify",
      "credential/api-key/verify",
      "credential/basic/verify",
      "credential/jwt/verify",
      "credential/oauth2/verify",
    ],
    ["verdict"],
    ["token", "usage"],
    // The platform as a whole: every record and every port.
    ["platform"],
    ["audit", "root"],
  ],
  client: [["."]],
  signing: [
    [".", "middleware", "signature"],
    ["minted"],
    [
      "access-key",
      "api-key",
      "apisix-signature",
      "aws4",
      "basic",
      "client-secret",
      "gateway-hmac",
      "jwt",
      "kong-hmac",
      "rfc9421",
    ],
  ],
  aws: [
    [".", "mail"],
    ["signed"],
    ["audit", "bus", "dynamo", "key-ring"],
    ["commit", "usage"],
    ["stores"],
    ["erasure", "migration"],
    ["backup"],
  ],
  functions: [
    ["bus", "egress", "mail", "probe", "problem"],
    ["jwks", "routes"],
    // What the authorizer and what follows it agree on.
    ["call", "gateway/upstream"],
    ["gateway/ai"],
    ["gateway/mcp", "tools"],
    ["composition"],
    ["authorizer", "cleanup", "gateway", "http", "relay", "root", "schedule", "suppression"],
    // Nouns, and the pages behind links.
    [
      "audit",
      "credentials",
      "dead-letters",
      "issuers",
      "keys",
      "leaks",
      "me",
      "oauth",
      "page",
      "plugins",
      "services",
      "subscriptions",
      "usage",
      "verify",
    ],
    ["catalog", "consumers", "decisions", "invitations", "notify", "teams", "webhooks"],
    ["openapi", "publications"],
    ["approvals", "operations"],
  ],
  local: [
    ["aws-json", "clock", "event-pattern", "files", "http", "portal", "rest-api"],
    ["bus", "demo", "dynamodb", "inbox", "issuer", "root", "secrets"],
    ["composition"],
    [".", "backup"],
  ],
  cli: [
    ["command-line", "declaration", "http"],
    ["apply", "import/source", "login", "management", "onboard"],
    ["import/apisix", "import/aws", "import/kong", "import/litellm", "import/stage", "import/unkey", "mcp"],
    ["import/read"],
    ["import"],
    ["doctor/stage"],
    ["doctor/check"],
    ["doctor/checks"],
    ["doctor/report"],
    ["doctor/run"],
    ["doctor"],
    ["commands"],
    ["."],
  ],
  portal: [
    ["config", "help-pages", "texts", "theme"],
    ["api", "formats"],
    ["ui"],
    ["catalog", "credentials/commands", "help", "platform", "refusals", "session", "webhooks"],
    ["reference"],
    ["teams"],
    ["consumers"],
    ["limits", "subscriptions"],
    ["credentials", "decisions", "usage"],
    ["applying", "audit", "services"],
    ["palette", "plugins"],
    ["pages", "shell"],
    ["."],
  ],
} as const satisfies Record<string, readonly (readonly string[])[]>;

const packages = Object.keys(FLOORS) as (keyof typeof FLOORS)[];

describe.each(packages)("packages/%s", (name) => {
  const src = `packages/${name}/src`;
  const floorOf = new Map<string, number>(
    FLOORS[name].flatMap((folders, floor) => folders.map((folder) => [folder, floor])),
  );
  const all = async () =>
    (await sources(`${src}/**/*.{ts,tsx}`)).filter(
      (file) => !isForTests(file) && !/\.test\./.test(file.path),
    );
  const folderOf = (path: string) => posix.relative(src, posix.dirname(path)) || ".";

  it("names each of its folders, and none that is not there", async () => {
    const folders = new Set((await all()).map(({ path }) => folderOf(path)));
    expect([...folders].sort()).toEqual([...floorOf.keys()].sort());
  });

  const climbsOf = (file: SourceFile) => {
    const from = folderOf(file.path);
    return file.imports
      .filter((each) => each.startsWith("."))
      .map((each) => folderOf(posix.join(posix.dirname(file.path), each)))
      .filter((to) => to !== from && (floorOf.get(to) ?? -1) >= (floorOf.get(from) ?? -1))
      .map((to) => `${file.path}: ${to}`);
  };

  it("imports only from floors below", async () => {
    expect((await all()).flatMap(climbsOf)).toEqual([]);
  });

  it("has no circle of files", async () => {
    expect(circlesOf(await all())).toEqual([]);
  });
});

/** The files that import one another round about, and those between such circles. */
const circlesOf = (files: readonly SourceFile[]): string[] => {
  let left = files.map(({ path, imports }) => ({
    path,
    imports: imports
      .filter((each) => each.startsWith("."))
      .map((each) => posix.join(posix.dirname(path), each)),
  }));
  for (;;) {
    const inCircles = left.filter(
      ({ path, imports }) =>
        left.some((other) => imports.includes(other.path)) &&
        left.some((other) => other.imports.includes(path)),
    );
    if (inCircles.length === left.length) return left.map(({ path }) => path);
    left = inCircles;
  }
};

it("a circle of files is told, and what leads into it is not", () => {
  const file = (path: string, ...imports: string[]): SourceFile => ({ path, imports, text: "", lines: 1 });
  const line = [file("a/1.ts", "../b/2.ts"), file("b/2.ts", "../c/3.ts"), file("c/3.ts")];
  expect(circlesOf(line)).toEqual([]);
  expect(circlesOf([...line.slice(0, 2), file("c/3.ts", "../b/2.ts")])).toEqual(["b/2.ts", "c/3.ts"]);
});
