import { spawnSync } from "node:child_process";
import { describe, expect, it } from "vitest";
import { installPlatform, ROOT, sstEnvironment } from "./platform/install-platform.ts";

const platform = await installPlatform();
const missing = platform.installed ? "" : ` (not run: ${platform.reason})`;

describe.skipIf(missing !== "")(`the infrastructure's program${missing}`, () => {
  it("has the types of SST's components", () => {
    const { stdout, status } = spawnSync("tsc", ["-p", "infra"], {
      cwd: ROOT,
      encoding: "utf8",
      env: sstEnvironment(),
    });
    expect({ status, stdout }).toEqual({ status: 0, stdout: "" });
  });
});
