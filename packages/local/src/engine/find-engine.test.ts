import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, it, vi } from "vitest";
import { findEngine } from "./find-engine.ts";
import {
  DOCKER_WITHOUT_IMAGE,
  dockerThatServes,
  javaThatServes,
  NPM_OFFLINE,
  npmThatInstalls,
  realBinary,
  type StandIns,
  standIns,
} from "./stand-ins.fixture.ts";

const find = async ({ data, environment }: StandIns, platform = "linux-arm64", extra = {}) => {
  const report = vi.fn();
  const program = await findEngine({ data, platform, environment: { ...environment, ...extra }, report });
  return { program, said: report.mock.calls.flat().join("\n") };
};

/** What one way wrote in an earlier start. */
const write = async ({ data }: StandIns, file: string) => {
  await mkdir(join(data, file, ".."), { recursive: true });
  await writeFile(join(data, file), "content");
};
const DOCKERS_DATA = "dynamodb-local-docker/data/shared-local-instance.db";

describe("an engine is", () => {
  it("the package that npm ci has installed, and no program is asked", async () => {
    await using machine = await standIns();
    for (const name of ["npm", "java", "docker"]) await machine.program(name, "exit 1");
    const { program, said } = await find(machine, "linux-x64");
    expect(program.command).toBe(realBinary());
    expect(said).toBe("");
    for (const name of ["npm", "java", "docker"]) expect(await machine.calls(name)).toEqual([]);
  });

  it("installed by npm where it is not, once, and this is said", async () => {
    await using machine = await standIns();
    await machine.program("npm", npmThatInstalls());
    const first = await find(machine);
    expect(first.said).toMatch(
      /^installing the DynamoDB engine @dynoxide\/linux-arm64@1\.2\.1 with npm into .*, once/,
    );
    expect(first.said).toContain(
      "(sha512-of-the-stand-in): Latchkey's list knows no integrity for linux-arm64",
    );
    const second = await find(machine);
    expect(second).toMatchObject({ program: { command: first.program.command }, said: "" });
    expect(await machine.calls("npm")).toHaveLength(1);
  });

  it("Docker's DynamoDB Local where npm cannot install one, on loopback alone", async () => {
    await using machine = await standIns();
    await machine.program("npm", NPM_OFFLINE);
    await machine.program("docker", dockerThatServes());
    const { program, said } = await find(machine);
    expect(said).toContain("running DynamoDB Local from Docker's image amazon/dynamodb-local");
    const words = program.args(5555).join(" ");
    expect(words).toContain("--publish 127.0.0.1:5555:8000 ");
    expect(words).toContain("--pull never");
  });

  it("Docker's where Docker's wrote the data, also when npm could install one", async () => {
    await using machine = await standIns();
    await machine.program("npm", npmThatInstalls());
    await machine.program("docker", dockerThatServes());
    await write(machine, DOCKERS_DATA);
    expect((await find(machine)).program.command).toBe("docker");
    expect(await machine.calls("npm")).toEqual([]);
  });

  it("DynamoDB Local's jar where one is named, before anything is installed", async () => {
    await using machine = await standIns();
    await machine.program("npm", npmThatInstalls());
    await machine.program("java", javaThatServes());
    const jar = join(machine.path, "DynamoDBLocal.jar");
    await writeFile(jar, "");
    const { program, said } = await find(machine, "linux-x64", { DYNAMODB_LOCAL_JAR: jar });
    expect(program.command).toBe("java");
    expect(program.args(5555)).toEqual(expect.arrayContaining(["-jar", jar, "-port", "5555", "-sharedDb"]));
    expect(said).toContain("listens on every address of this machine");
    expect(await machine.calls("npm")).toEqual([]);
  });
});

describe("where there is none, it is said why and what helps:", () => {
  const WAYS = [
    /the engine is installed once, into/,
    /DYNAMODB_LOCAL_JAR=/,
    /docker pull amazon/,
    /DYNAMODB_ENDPOINT=/,
  ];
  const fails = async (machine: StandIns, reasons: readonly RegExp[], platform?: string, extra = {}) => {
    const error = await find(machine, platform, extra).catch((caught: unknown) => caught);
    for (const said of [...reasons, ...WAYS]) expect(String(error)).toMatch(said);
  };

  it("offline, and Docker without the image", async () => {
    await using machine = await standIns();
    await machine.program("npm", NPM_OFFLINE);
    await machine.program("docker", DOCKER_WITHOUT_IMAGE);
    await fails(machine, [
      /no DynamoDB engine for linux-arm64/,
      /linux-arm64 is not installed/,
      /getaddrinfo ENOTFOUND$/m,
      /No such image/,
    ]);
  });

  it("neither npm nor Docker", async () => {
    await using machine = await standIns();
    await fails(machine, [/there is no npm in PATH/, /there is no docker in PATH/]);
  });

  it("a platform without an engine: npm is not asked", async () => {
    await using machine = await standIns();
    await machine.program("npm", npmThatInstalls());
    await fails(machine, [/not made for freebsd-x64/], "freebsd-x64");
    await fails(machine, [/start Latchkey in WSL/], "win32-x64");
    expect(await machine.calls("npm")).toEqual([]);
  });

  it("a jar without Java, and a jar that is not there", async () => {
    await using machine = await standIns();
    const jar = join(machine.path, "DynamoDBLocal.jar");
    await fails(machine, [/names .*DynamoDBLocal\.jar, where no file is/], "linux-x64", {
      DYNAMODB_LOCAL_JAR: jar,
    });
    await writeFile(jar, "");
    await fails(machine, [/there is no java in PATH/], "linux-x64", { DYNAMODB_LOCAL_JAR: jar });
  });

  it("Docker gone, whose data are there", async () => {
    await using machine = await standIns();
    await machine.program("npm", npmThatInstalls());
    await write(machine, DOCKERS_DATA);
    await fails(machine, [/there is no docker in PATH/]);
    expect(await machine.calls("npm")).toEqual([]);
  });

  it("a package that is another than the known one ends the start: no other way is tried", async () => {
    await using machine = await standIns();
    await machine.program("npm", npmThatInstalls({ integrity: "sha512-of-another" }));
    await machine.program("docker", dockerThatServes());
    const { data, environment } = machine;
    const resolve = () => {
      throw new Error("Cannot find module");
    };
    const found = findEngine({ data, environment, platform: "linux-x64", report: vi.fn(), resolve });
    await expect(found).rejects.toThrow(/not the package that Latchkey knows/);
    expect(await machine.calls("docker")).toEqual([]);
  });
});
