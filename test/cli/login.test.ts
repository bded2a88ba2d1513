import { chmod, readFile, stat, writeFile } from "node:fs/promises";
import { createServer, type Server } from "node:http";
import { describe, expect, it } from "vitest";
import { shownAddress, signInAt } from "./person-browser.fixture.ts";
import { spawnCli } from "./run-cli.fixture.ts";
import { sharedCli } from "./shared-cli.fixture.ts";

const on = sharedCli();

const asPerson = (...words: string[]) =>
  spawnCli(on.stage, words, { LATCHKEY_API_KEY: "", LATCHKEY_CONFIG: on.folder.path("config") });

const logIn = async (email: string) => {
  const { process: child, ended } = asPerson("login", "--json");
  if (!child.stderr) throw new Error("The program has no standard error.");
  const address = await shownAddress(child.stderr, ended);
  const done = await signInAt(address, email);
  return { address, done, ...(await ended) };
};

describe("who logs in", () => {
  it("comes back to a loopback address, and is kept in a file that nobody else may read", async () => {
    const { address, done, code, printed, told } = await logIn("pat@people.test");
    const asked = new URL(address).searchParams;
    expect([asked.get("client_id"), asked.get("code_challenge_method")]).toEqual(["latchkey-cli", "S256"]);
    expect(asked.get("redirect_uri")).toMatch(/^http:\/\/127\.0\.0\.1:\d+\/callback$/);
    expect(done).toContain("You can close this window");
    expect([code, JSON.parse(printed)]).toEqual([
      0,
      expect.objectContaining({ kind: "person", email: "pat@people.test" }),
    ]);

    const file = on.folder.path("config/sign-ins.json");
    expect((await stat(file)).mode & 0o777).toBe(0o600);
    const kept = JSON.parse(await readFile(file, "utf8"))[on.stage.control];
    for (const secret of [kept.idToken, kept.refreshToken]) {
      expect(secret.length).toBeGreaterThan(20);
      expect(printed + told + address).not.toContain(secret);
    }
  });

  it("is asked by every command, until the token is renewed, and until logout", async () => {
    const who = await asPerson("whoami").ended;
    expect([who.code, who.printed.trim()]).toEqual([0, "person pat@people.test"]);

    const file = on.folder.path("config/sign-ins.json");
    const before = JSON.parse(await readFile(file, "utf8"));
    before[on.stage.control].expiresAt = 0;
    await writeFile(file, JSON.stringify(before));
    expect((await asPerson("whoami").ended).code).toBe(0);
    const after = JSON.parse(await readFile(file, "utf8"));
    expect(after[on.stage.control].refreshToken).not.toBe(before[on.stage.control].refreshToken);
    expect(after[on.stage.control].expiresAt).toBeGreaterThan(0);

    expect((await asPerson("logout").ended).code).toBe(0);
    expect(JSON.parse(await readFile(file, "utf8"))).toEqual({});
    const gone = await asPerson("whoami").ended;
    expect([gone.code, gone.told]).toEqual([2, expect.stringContaining("latchkey login")]);
  });

  it("is refused where others may read the file", async () => {
    const file = on.folder.path("config/sign-ins.json");
    await chmod(file, 0o644);
    const refused = await asPerson("whoami").ended;
    expect([refused.code, refused.told]).toEqual([2, expect.stringContaining("chmod 600")]);
    await chmod(file, 0o600);
  });

  it("finds another port where the usual ones are taken", async () => {
    const taken: Server[] = [];
    for (const port of [8765, 8766, 8767]) {
      const server = createServer();
      await new Promise<void>((resolve) =>
        server.once("error", () => resolve()).listen(port, "127.0.0.1", resolve),
      );
      taken.push(server);
    }
    const { address, code } = await logIn("kim@people.test");
    expect(code).toBe(0);
    const { port } = new URL(new URL(address).searchParams.get("redirect_uri") ?? "");
    expect(["8765", "8766", "8767"]).not.toContain(port);
    for (const server of taken) server.close();
  });
});
