import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { HELP, localSettings } from "@latchkey/local/composition/local-settings";
import { describe, expect, it } from "vitest";

const ROOT = join(import.meta.dirname, "../..");
const read = (file: string) => readFileSync(join(ROOT, file), "utf8");
const json = (file: string) => JSON.parse(read(file));
const { scripts, engines } = json("package.json");
const { port } = localSettings({});
const PORTS = [port, port + 1, port + 2];

/** Each instruction and what follows it. */
const INSTRUCTIONS = read("Dockerfile")
  .replaceAll(/\\\n/g, " ")
  .split("\n")
  .filter((line) => /^[A-Z]+ /.test(line))
  .map((line): [string, string] => [line.split(" ", 1)[0] ?? "", line.slice(line.indexOf(" ") + 1)]);
const all = (instruction: string) =>
  INSTRUCTIONS.filter(([name]) => name === instruction).map(([, text]) => text);

/** What npm is told to do in a text, without what npm itself does. */
const npmScripts = (text: string) =>
  [...text.matchAll(/npm",? "?(?:run )?([a-z:]+)/g)]
    .map(([, name = ""]) => name)
    .filter((name) => !/^(?:ci|cache)$/.test(name));

/** `-e NAME=value`, `ENV NAME=value`. */
const settingsIn = (text: string) =>
  Object.fromEntries(
    [...text.matchAll(/\b([A-Z_]+)=(\S+)/g)].map(([, name = "", value = ""]) => [name, value]),
  );

describe("the Dockerfile", () => {
  it("begins with the Node that the repository asks for", () => {
    expect(all("FROM")).toEqual([expect.stringMatching(/^node:24-/)]);
    expect(engines.node).toBe(">=24");
  });

  it("installs what the lock says, and starts a script that there is, as a user without rights", () => {
    expect(all("RUN").join("\n")).toContain("npm ci");
    expect(npmScripts(all("CMD").join())).toEqual(["start"]);
    expect(scripts).toHaveProperty("start");
    const names = INSTRUCTIONS.map(([name]) => name);
    expect(all("USER")).toEqual(["node"]);
    expect(names.indexOf("USER")).toBeLessThan(names.indexOf("COPY"));
  });

  it("opens the ports of npm start, and keeps its folder of data", () => {
    expect(all("EXPOSE")).toEqual([PORTS.join(" ")]);
    expect(all("VOLUME")).toEqual([join(all("WORKDIR")[0] ?? "", ".latchkey")]);
    expect(localSettings({}).data).toBe(join(process.cwd(), ".latchkey"));
  });

  it("is reached on all addresses, and by itself lets no person sign in", () => {
    const settings = settingsIn(all("ENV").join(" "));
    for (const name of Object.keys(settings)) expect(HELP).toContain(`  ${name} `);
    expect(localSettings(settings)).toMatchObject({ host: "0.0.0.0", isLoopback: false });
  });

  it("gets what is tracked and nothing that is made", () => {
    const ignored = read(".dockerignore").trim().split("\n");
    const patterns = ignored.map((line) => {
      const name = line
        .replace(/^\*\*\//, "")
        .replaceAll(".", "\\.")
        .replaceAll("*", "[^/]*");
      return new RegExp(line.startsWith("**/") ? `(?:^|/)${name}(?:/|$)` : `^${name}(?:/|$)`);
    });
    const isLeftOut = (file: string) => patterns.some((pattern) => pattern.test(file));
    const tracked = execFileSync("git", ["ls-files"], { cwd: ROOT, encoding: "utf8" }).trim().split("\n");
    expect(tracked).toContain("Dockerfile");
    expect(tracked.filter(isLeftOut)).toEqual([]);
    const made = read(".gitignore")
      .trim()
      .split("\n")
      .map((line) => line.replace(/\/$/, "").replace("*", "some"));
    expect(
      [...made, ".git", "packages/portal/node_modules", "packages/portal/dist"].filter(
        (file) => !isLeftOut(file),
      ),
    ).toEqual([]);
  });
});

describe("docs/one-machine.md", () => {
  const [run = ""] = /^docker run .*$/m.exec(read("docs/one-machine.md")) ?? [];

  it("publishes the ports on loopback alone where it has people sign in", () => {
    const published = [...run.matchAll(/ -p (\S+)/g)].map(([, words]) => words);
    const range = `${PORTS[0]}-${PORTS.at(-1)}`;
    expect(published).toEqual([`127.0.0.1:${range}:${range}`]);
    const settings = { ...settingsIn(all("ENV").join(" ")), ...settingsIn(run) };
    expect(localSettings(settings)).toMatchObject({
      host: "0.0.0.0",
      reachedAt: "127.0.0.1",
      isLoopback: true,
    });
  });

  it("keeps the data in the image's volume", () => {
    expect(run).toContain(` -v latchkey:${all("VOLUME")[0]} `);
  });
});

describe("the devcontainer", () => {
  const container = json(".devcontainer/devcontainer.json");

  it("has the Dockerfile's Node and user, installs, and forwards the ports of npm start", () => {
    expect(container).toMatchObject({ remoteUser: "node", postCreateCommand: "npm ci", forwardPorts: PORTS });
    expect(container.image.split("-")[0]).toBe(all("FROM")[0]?.split("-")[0]);
    expect(Object.keys(container.portsAttributes)).toEqual(PORTS.map(String));
  });
});
