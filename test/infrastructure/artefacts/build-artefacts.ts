import { execFile } from "node:child_process";
import { chmod, cp, mkdir, mkdtemp, readdir, readFile, rm, stat, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { digestOf } from "../../support/kept/digest-of.ts";
import { kept } from "../../support/kept/kept.ts";
import { nameOfTitle } from "../graph/role.ts";
import { ROOT, sstBinary, sstEnvironment } from "../platform/install-platform.ts";
import { STAGE_SOURCES } from "../platform/stage-sources.ts";
import { startFakeAws } from "./fake-aws.ts";

/** One function as it would be uploaded. */
export interface Artefact {
  /** As in its function's name: `authorizer`. */
  name: string;
  /** What Lambda unpacks. */
  directory: string;
  bundleBytes: number;
  zipBytes: number;
}

const ARTEFACTS = join(ROOT, ".sst/artifacts");
const STAGE = "artefacts";

/** The artefacts, built once for all that they are made of, and kept between runs. */
export const buildArtefacts = async (): Promise<Artefact[]> => {
  const inputs = await digestOf(...STAGE_SOURCES, "test/infrastructure/artefacts/**");
  const folder = await kept("artefacts", [inputs], async (made) => {
    await build();
    await cp(ARTEFACTS, made, { recursive: true, filter: (path) => !path.endsWith(".map") });
  });
  return readArtefacts(folder);
};

/**
 * `sst deploy` up to the point where Pulumi would call AWS: SST's own builder bundles and zips every function.
 *
 * @throws Error with what SST and the stand-in for Pulumi said, when a bundle is missing.
 */
const build = async (): Promise<void> => {
  await rm(ARTEFACTS, { recursive: true, force: true });
  const config = await mkdtemp(join(tmpdir(), "latchkey-sst-"));
  const aws = await startFakeAws();
  try {
    const log = await installStandIn(config);
    const said = await deploy({
      ...sstEnvironment(),
      AWS_ENDPOINT_URL: aws.endpoint,
      AWS_ACCESS_KEY_ID: "none",
      AWS_SECRET_ACCESS_KEY: "none",
      XDG_CONFIG_HOME: config,
    });
    const artefacts = await readArtefacts(ARTEFACTS);
    if (artefacts.length === 0) throw new Error(`SST has built nothing. ${said}\n${await log()}`);
  } finally {
    aws.close();
    await rm(config, { recursive: true });
    // Types of links, which this program does not use.
    await rm(join(ROOT, "sst-env.d.ts"), { force: true });
  }
};

/** Where SST looks for Pulumi's program. Answers a reader of what it wrote. */
const installStandIn = async (config: string): Promise<() => Promise<string>> => {
  const log = join(config, "stand-in.log");
  const program = join(config, "sst/bin/pulumi");
  await mkdir(join(config, "sst/bin"), { recursive: true });
  const standIn = join(import.meta.dirname, "pulumi-stand-in.ts");
  await writeFile(program, `#!/bin/sh\nexec "${process.execPath}" "${standIn}" "$@" 2>>"${log}"\n`);
  await chmod(program, 0o700);
  return () => readFile(log, "utf8").catch(() => "");
};

/** It always exits with an error: the substitute does not report what Pulumi would have done. */
const deploy = (environment: NodeJS.ProcessEnv): Promise<string> =>
  new Promise((resolve) => {
    const options = { cwd: ROOT, env: environment, timeout: 240_000 };
    execFile(sstBinary(), ["deploy", "--stage", STAGE], options, (_error, stdout, stderr) =>
      resolve(`${stdout}${stderr}`),
    );
  });

const readArtefacts = async (home: string): Promise<Artefact[]> => {
  const folders = await readdir(home).catch(() => []);
  const functions = folders.filter((folder) => folder.endsWith("Function")).sort();
  return Promise.all(
    functions.map(async (folder) => {
      const directory = join(home, `${folder}-src`);
      const bundle = await stat(join(directory, "bundle.mjs"));
      const zip = await stat(join(home, folder, "code.zip"));
      const name = nameOfTitle(folder.replace(/Function$/, ""));
      return { name, directory, bundleBytes: bundle.size, zipBytes: zip.size };
    }),
  );
};
