import { access, chmod, mkdir, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { installedBinary, platformPackage } from "./platform-package.ts";

/** The real engine of this machine, which every stand-in ends up with. */
export const realBinary = (): string => {
  const of = platformPackage("linux-x64");
  const binary = of && installedBinary(of);
  if (binary === undefined) throw new Error("The tests need @dynoxide/linux-x64.");
  return binary;
};

/** A folder of data and a PATH that holds nothing but the programs that a test puts there. */
export interface StandIns extends AsyncDisposable {
  data: string;
  path: string;
  environment: Record<string, string>;
  /** Makes a program of `sh`; what it is called with is kept in `calls`. Other programs need their whole path in it. */
  program(name: string, script: string): Promise<void>;
  /** The arguments of each call of a program. */
  calls(name: string): Promise<string[]>;
}

export const standIns = async (): Promise<StandIns> => {
  const folder = await mkdtemp(join(tmpdir(), "latchkey-stand-ins-"));
  const data = join(folder, "data");
  const path = join(folder, "bin");
  await mkdir(data);
  await mkdir(path);
  const log = (name: string) => join(folder, `${name}.log`);
  return {
    data,
    path,
    environment: { PATH: path },
    program: async (name, script) => {
      await writeFile(join(path, name), `#!/bin/sh\necho "$*" >> '${log(name)}'\n${script}\n`);
      await chmod(join(path, name), 0o755);
    },
    calls: async (name) =>
      access(log(name)).then(
        async () => (await readFile(log(name), "utf8")).trimEnd().split("\n"),
        () => [],
      ),
    [Symbol.asyncDispose]: () => rm(folder, { recursive: true, force: true }),
  };
};

/** As npm leaves a package: its files, and a lock that tells their integrity. */
export const npmThatInstalls = ({ integrity = "sha512-of-the-stand-in", meanwhile = "" } = {}): string => `
for word in "$@"; do [ "$last" = --prefix ] && prefix=$word; last=$word; done
name=\${last%@*}
/bin/mkdir -p "$prefix/node_modules/$name"
${meanwhile}
/bin/cp '${realBinary()}' "$prefix/node_modules/$name/dynoxide"
echo '{"packages":{"node_modules/'$name'":{"version":"'\${last##*@}'","integrity":"${integrity}"}}}' > "$prefix/package-lock.json"`;

/** As npm fails without a network. */
export const NPM_OFFLINE = `echo 'npm error code ENOTFOUND
npm error network request to the registry failed, reason: getaddrinfo ENOTFOUND
npm error A complete log of this run can be found in: /root/.npm/_logs/1.log' >&2; exit 1`;

/** DynamoDB Local, played by the embedded engine: the options are DynamoDB Local's. */
export const javaThatServes = (): string => `
[ "$1" = -version ] && exit 0
while [ $# -gt 0 ]; do case $1 in -port) port=$2;; -dbPath) folder=$2;; esac; shift; done
exec '${realBinary()}' serve --host 127.0.0.1 --port "$port" --db-path "$folder/shared-local-instance.db"`;

/** Docker with the image, whose container is played by the embedded engine. */
export const dockerThatServes = (): string => `
[ "$1" = run ] || exit 0
while [ $# -gt 0 ]; do case $1 in --publish) port=\${2#127.0.0.1:};; --volume) folder=\${2%%:*};; esac; shift; done
exec '${realBinary()}' serve --host 127.0.0.1 --port "\${port%:8000}" --db-path "$folder/shared-local-instance.db"`;

export const DOCKER_WITHOUT_IMAGE = `echo 'Error: No such image: amazon/dynamodb-local' >&2; exit 1`;
