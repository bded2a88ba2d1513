import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { backupCommand } from "./backup-arguments.ts";

const environment = { LATCHKEY_BACKUP_PASSPHRASE: "correct horse battery" };
const parse = (line: string, given: NodeJS.ProcessEnv = environment) => backupCommand(line.split(" "), given);

describe("npm run backup", () => {
  it.each([
    ["erase --file f --data d", "create, check and restore"],
    ["create --data d", "--file"],
    ["create --file f", "which stage"],
    ["create --file f --data d --table t --keys k", "which stage"],
    ["restore --file f --table t", "which stage"],
    ["create --file f --data d --passphrase secret-on-the-line", "--passphrase"],
  ])("refuses %j", async (line, reason) => {
    await expect(parse(line)).rejects.toThrow(reason);
  });

  it("asks for a passphrase that is not on the command line", async () => {
    await expect(parse("check --file f", {})).rejects.toThrow("There is no passphrase");
    await expect(parse("check --file f --passphrase-file /nowhere", environment)).rejects.toThrow("ENOENT");
    const folder = await mkdtemp(join(tmpdir(), "latchkey-passphrase-"));
    await writeFile(join(folder, "secret"), "first line of it\nsecond\n");
    expect(await parse(`check --file /f --passphrase-file ${folder}/secret`)).toEqual({
      do: "check",
      file: "/f",
      passphrase: "first line of it",
    });
    await rm(folder, { recursive: true });
  });

  it("knows one machine and AWS", async () => {
    expect(await parse("create --file /f --data /d")).toMatchObject({ do: "create", stage: { data: "/d" } });
    expect(await parse("restore --file /f --table t --keys latchkey/x/")).toMatchObject({
      do: "restore",
      stage: { table: "t", keys: "latchkey/x/" },
    });
  });
});
