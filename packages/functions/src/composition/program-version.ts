import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";

/**
 * What `GET /healthz` says of the version: `0.1.0+a3585f6`, as of semver.org: the release, then the commit that it was built
 * from, `.changed` where files differ from it. The release alone where no commit is known. Read once by what deploys or
 * starts the functions, which are told it.
 *
 * @param root the repository's folder
 * @param environment `LATCHKEY_COMMIT` where the folder is no clone, such as an archive
 */
export const programVersion = (
  root: string,
  environment: Readonly<Record<string, string | undefined>>,
): string => {
  const { version } = JSON.parse(readFileSync(join(root, "package.json"), "utf8"));
  const commit = environment["LATCHKEY_COMMIT"] || commitOf(root);
  return commit === undefined || !COMMIT.test(commit) ? String(version) : `${version}+${commit}`;
};

const COMMIT = /^[0-9A-Za-z]+(?:\.[0-9A-Za-z]+)*$/;

/** Undefined outside of a clone of its own, and where there is no git. */
const commitOf = (root: string): string | undefined => {
  try {
    const git = (...command: string[]) =>
      execFileSync("git", ["-C", root, ...command], {
        encoding: "utf8",
        timeout: 5000,
        stdio: ["ignore", "pipe", "ignore"],
      }).trim();
    // Another repository may be around a folder that was unpacked.
    if (git("rev-parse", "--show-prefix") !== "") return undefined;
    const changed = git("status", "--porcelain", "--untracked-files=no") !== "";
    return `${git("rev-parse", "--short=7", "HEAD")}${changed ? ".changed" : ""}`;
  } catch {
    return undefined;
  }
};
