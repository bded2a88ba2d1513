import { mkdir, mkdtemp, rename, rm, stat, writeFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { inflate } from "@sparticuz/chromium";
import { type Browser, chromium } from "playwright-core";
import { installedChrome, isMadeFor, thisPlatform } from "./installed-chrome.ts";

const CACHE = new URL("../../node_modules/.cache/latchkey-chromium", import.meta.url).pathname;
const PACKAGE = dirname(createRequire(import.meta.url).resolve("@sparticuz/chromium"));
const ARCHIVES = ["chromium.br", "al2023.tar.br", "fonts.tar.br"];

/** The package's own names a folder of Lambda's. */
const FONTS = `<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig>
  <dir>${join(CACHE, "fonts")}</dir>
  <dir>/usr/share/fonts</dir>
  <cachedir>${join(CACHE, "fonts-cache")}</cachedir>
</fontconfig>
`;

const exists = async (path: string): Promise<boolean> =>
  stat(path).then(
    () => true,
    () => false,
  );

/**
 * Unpacks the browser of the npm package with the libraries and fonts that it needs, once for this checkout. Several
 * test files may do so at the same moment: each unpacks to a folder of its own, and the first one's is kept.
 */
const unpacked = async (): Promise<string> => {
  if (await exists(CACHE)) return CACHE;
  await mkdir(dirname(CACHE), { recursive: true });
  const folder = await mkdtemp(`${CACHE}-`);
  const before = process.env["TMPDIR"];
  // The package always unpacks to the folder for temporary files.
  process.env["TMPDIR"] = folder;
  try {
    await Promise.all(ARCHIVES.map((name) => inflate(join(PACKAGE, "..", "bin", name))));
  } finally {
    if (before === undefined) delete process.env["TMPDIR"];
    else process.env["TMPDIR"] = before;
  }
  await writeFile(join(folder, "fonts", "fonts.conf"), FONTS);
  await rename(folder, CACHE).catch(async (error: unknown) => {
    await rm(folder, { recursive: true, force: true });
    if (!(await exists(CACHE))) throw error;
  });
  return CACHE;
};

const ARGUMENTS = ["--no-sandbox", "--disable-dev-shm-usage", "--disable-gpu", "--font-render-hinting=none"];

/**
 * On Linux x64 a Chromium that needs nothing of the machine: its libraries (NSS among them) and fonts come with it. The
 * package has no other: elsewhere the Chrome is taken that is installed.
 */
export const startChromium = async (): Promise<Browser> => {
  if (!isMadeFor(thisPlatform()))
    return chromium.launch({ executablePath: await installedChrome(process.env), args: ARGUMENTS });
  const folder = await unpacked();
  return chromium.launch({
    executablePath: join(folder, "chromium"),
    args: ARGUMENTS,
    env: {
      ...process.env,
      LD_LIBRARY_PATH: join(folder, "al2023", "lib"),
      FONTCONFIG_PATH: join(folder, "fonts"),
    },
  });
};

let shared: Promise<Browser> | undefined;

/** The browser of this worker; each test opens a context of its own (`openPortal`). It ends with the worker. */
export const sharedChromium = (): Promise<Browser> => {
  shared ??= startChromium();
  return shared;
};
