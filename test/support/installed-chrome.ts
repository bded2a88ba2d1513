import { access, constants } from "node:fs/promises";
import { delimiter, join } from "node:path";

export const thisPlatform = (): string => `${process.platform}-${process.arch}`;

/** Whether `@sparticuz/chromium` has a browser for it. */
export const isMadeFor = (platform: string): boolean => platform === "linux-x64";

/** Where macOS has its programs, below `/` and below the home folder. */
const APPLICATIONS = [
  "Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
  "Applications/Chromium.app/Contents/MacOS/Chromium",
  "Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge",
];
const COMMANDS = ["google-chrome-stable", "google-chrome", "chromium", "chromium-browser", "microsoft-edge"];

/**
 * The program of a Chrome that is installed: the one that `CHROME_PATH` names, else one in PATH, else one of macOS's.
 * @throws Error that says what to install.
 */
export const installedChrome = async (environment: NodeJS.ProcessEnv, root = "/"): Promise<string> => {
  const named = environment["CHROME_PATH"];
  if (named) {
    if (await canRun(named)) return named;
    throw new Error(`CHROME_PATH names ${named}, which is no program.`);
  }
  const folders = (environment["PATH"] ?? "").split(delimiter).filter((folder) => folder !== "");
  const homes = [root, environment["HOME"]].filter((home) => home !== undefined);
  const places = [
    ...COMMANDS.flatMap((command) => folders.map((folder) => join(folder, command))),
    ...homes.flatMap((home) => APPLICATIONS.map((application) => join(home, application))),
  ];
  for (const place of places) if (await canRun(place)) return place;
  throw new Error(
    `The browser tests bring a Chromium for Linux on x64 only, and on ${thisPlatform()} no Chrome is installed. ` +
      "Install Chrome or Chromium, or set CHROME_PATH to its program.",
  );
};

const canRun = async (path: string): Promise<boolean> =>
  access(path, constants.X_OK).then(
    () => true,
    () => false,
  );
