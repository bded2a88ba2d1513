import { chmod, mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { installedChrome, isMadeFor } from "./installed-chrome.ts";

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "latchkey-chrome-"));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

const program = async (name: string, mode = 0o755) => {
  const path = join(folder, name);
  await mkdir(dirname(path), { recursive: true });
  await writeFile(path, "");
  await chmod(path, mode);
  return path;
};

describe("a Chrome that is installed", () => {
  it("is the one that CHROME_PATH names, before one in PATH", async () => {
    await program("bin/chromium");
    const named = await program("my/chrome");
    const environment = { PATH: join(folder, "bin"), CHROME_PATH: named };
    expect(await installedChrome(environment, folder)).toBe(named);
  });

  it("is one in PATH, Google's before the others", async () => {
    await program("one/chromium");
    await program("one/google-chrome", 0o644);
    const chrome = await program("two/google-chrome-stable");
    const environment = { PATH: [join(folder, "one"), join(folder, "two")].join(":") };
    expect(await installedChrome(environment, folder)).toBe(chrome);
  });

  it("is macOS's application, all users' or one's own", async () => {
    const own = await program("home/Applications/Chromium.app/Contents/MacOS/Chromium");
    const environment = { PATH: "", HOME: join(folder, "home") };
    expect(await installedChrome(environment, folder)).toBe(own);
    const all = await program("Applications/Google Chrome.app/Contents/MacOS/Google Chrome");
    expect(await installedChrome(environment, folder)).toBe(all);
  });

  it("is said to be missing, with what helps", async () => {
    await expect(installedChrome({ PATH: folder }, folder)).rejects.toThrow(/Install Chrome.*CHROME_PATH/);
    await expect(installedChrome({ CHROME_PATH: `${folder}/none` }, folder)).rejects.toThrow(/is no program/);
  });
});

it.each([
  ["linux-x64", true],
  ["linux-arm64", false],
  ["darwin-arm64", false],
  ["darwin-x64", false],
])("the package's browser runs on %s: %s", (platform, runs) => {
  expect(isMadeFor(platform)).toBe(runs);
});
