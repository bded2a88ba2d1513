import { posix } from "node:path";
import { describe, expect, it } from "vitest";
import { isForTests, type SourceFile, sources } from "./sources.ts";

/**
 * The floors of each package, the lowest first. A folder imports, types included, only from its own floor's below:
 * never from above, and never from a neighbour. `.` is the package's `src` itself.
 */
const FLOORS = {
  signing: [
    [".", "middleware", "signature"],
    ["access-key", "api-key", "apisix-signature", "aws4", "basic", "gateway-hmac", "jwt", "rfc9421"],
  ],
  portal: [
    ["config", "texts", "theme"],
    ["api", "formats"],
    ["ui"],
    ["catalog", "credentials/commands", "platform", "reference", "refusals", "session", "webhooks"],
    ["teams"],
    ["consumers"],
    ["subscriptions"],
    ["credentials", "decisions", "usage"],
    ["audit", "services"],
    ["plugins"],
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

  it("imports only from floors below", async () => {
    const climbs = (file: SourceFile) => {
      const from = folderOf(file.path);
      return file.imports
        .filter((each) => each.startsWith("."))
        .map((each) => folderOf(posix.join(posix.dirname(file.path), each)))
        .filter((to) => to !== from && (floorOf.get(to) ?? -1) >= (floorOf.get(from) ?? -1))
        .map((to) => `${file.path}: ${to}`);
    };
    expect((await all()).flatMap(climbs)).toEqual([]);
  });
});
