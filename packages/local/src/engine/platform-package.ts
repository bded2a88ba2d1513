import { createRequire } from "node:module";
import { dirname, join } from "node:path";

/** The one version that Latchkey is tested with; `package.json` names the same. */
export const ENGINE_VERSION = "1.2.1";

/** On the public registry, under `@dynoxide/`. */
const PLATFORMS = ["darwin-arm64", "darwin-x64", "linux-arm64", "linux-x64"];

/**
 * What npm has to find for a package of this version. Only `linux-x64` is known, from `package-lock.json`: the others were
 * never seen where this was written, so for them npm's own check against the registry is the only one.
 */
const INTEGRITY: Readonly<Record<string, string>> = {
  "linux-x64":
    "sha512-sBHqlxJ9ANkLluFkYRfd5r8Y0ApFew4FhOrlhgRAgD4XzEoFOukEo1nuBTQ1+jTtofqwn4NWQ2k0Tn5mNTjgUg==",
};

/** The engine's package for one platform. */
export interface PlatformPackage {
  platform: string;
  name: string;
  version: string;
  integrity: string | undefined;
}

/** Undefined for a platform that the engine has no package for. */
export const platformPackage = (platform: string): PlatformPackage | undefined =>
  PLATFORMS.includes(platform)
    ? {
        platform,
        name: `@dynoxide/${platform}`,
        version: ENGINE_VERSION,
        integrity: INTEGRITY[platform],
      }
    : undefined;

export const thisPlatform = (): string => `${process.platform}-${process.arch}`;

export const BINARY = "dynoxide";

type Resolve = (id: string) => string;

/** The program of the package that `npm ci` has installed; undefined where it has not. */
export const installedBinary = (
  { name }: PlatformPackage,
  resolve: Resolve = createRequire(import.meta.url).resolve,
): string | undefined => {
  try {
    return join(dirname(resolve(`${name}/package.json`)), BINARY);
  } catch {
    return undefined;
  }
};
