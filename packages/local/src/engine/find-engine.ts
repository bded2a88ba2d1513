import { access, stat } from "node:fs/promises";
import { join, resolve as resolvePath } from "node:path";
import {
  DATABASE,
  DOCKER_FOLDER,
  dockerLacks,
  dockerProgram,
  IMAGE,
  JAR_FOLDER,
  jarProgram,
  javaLacks,
} from "./dynamodb-local.ts";
import { EMBEDDED_DATABASE, embeddedProgram } from "./embedded-program.ts";
import type { EngineProgram } from "./engine-program.ts";
import { type EngineWay, engineWays, type WrittenBy } from "./engine-ways.ts";
import { ForeignPackage, installPackage, keptBinary } from "./install-package.ts";
import { installedBinary, type PlatformPackage, platformPackage } from "./platform-package.ts";

export interface EngineSearch {
  /** LATCHKEY_DATA, which exists. */
  data: string;
  /** As `thisPlatform()`. */
  platform: string;
  /** PATH and DYNAMODB_LOCAL_JAR. */
  environment: NodeJS.ProcessEnv;
  report(message: string): void;
  resolve?: (id: string) => string;
}

/** An engine that is there, or why it is not. */
type Answer = EngineProgram | string;

/**
 * The engine for this machine: the package that `npm ci` installed, the same version installed by npm into the folder of
 * data, or a DynamoDB Local that is there already.
 *
 * @throws Error that says what was tried, and the ways that are left.
 */
export const findEngine = async (search: EngineSearch): Promise<EngineProgram> => {
  const jar = search.environment["DYNAMODB_LOCAL_JAR"] || undefined;
  const of = platformPackage(search.platform);
  const reasons: string[] = [];
  for (const way of engineWays(await writtenBy(search.data), jar !== undefined)) {
    const answer = await TRY[way]({ ...search, jar, of });
    if (typeof answer !== "string") return answer;
    reasons.push(answer);
  }
  throw new Error(sentenceOf(search, reasons));
};

type Trial = EngineSearch & { jar: string | undefined; of: PlatformPackage | undefined };

const TRY: Readonly<Record<EngineWay, (trial: Trial) => Promise<Answer>>> = {
  package: async ({ data, platform, of, resolve }) => {
    if (of === undefined) return `The embedded engine is not made for ${platform}.`;
    const binary = installedBinary(of, resolve);
    return binary === undefined ? `${of.name} is not installed.` : embeddedProgram(binary, data);
  },
  install: async ({ data, of, environment, report }) => {
    if (of === undefined) return "So npm has nothing to install.";
    const kept = await keptBinary(data, of);
    if (kept !== undefined) return embeddedProgram(kept, data);
    report(
      `installing the DynamoDB engine ${of.name}@${of.version} with npm into ${join(data, "engine")}, once for this folder`,
    );
    try {
      const { binary, integrity } = await installPackage(data, of, environment);
      report(
        of.integrity === undefined
          ? `installed, as the npm registry has it (${integrity}): Latchkey's list knows no integrity for ${of.platform}`
          : "installed, with the integrity that Latchkey knows",
      );
      return embeddedProgram(binary, data);
    } catch (error) {
      if (error instanceof ForeignPackage) throw error;
      return error instanceof Error ? error.message : String(error);
    }
  },
  jar: async ({ data, jar = "", environment, report }) => {
    const path = resolvePath(jar);
    if (!(await exists(path))) return `DYNAMODB_LOCAL_JAR names ${path}, where no file is.`;
    const lacks = await javaLacks(environment);
    if (lacks !== undefined) return lacks;
    report("DynamoDB Local listens on every address of this machine: keep its ports from the network");
    return jarProgram(path, data, environment);
  },
  docker: async ({ data, environment, report }) => {
    const lacks = await dockerLacks(environment);
    if (lacks !== undefined) return lacks;
    report(`running DynamoDB Local from Docker's image ${IMAGE}`);
    return dockerProgram(data, environment);
  },
};

const sentenceOf = ({ data, platform }: EngineSearch, reasons: readonly string[]): string =>
  [
    `There is no DynamoDB engine for ${platform}.`,
    ...reasons.map((reason) => `  - ${reason}`),
    "What helps is one of these:",
    ...(platform.startsWith("win32")
      ? ["  - Windows: start Latchkey in WSL, where it runs as on Linux."]
      : []),
    `  - With the npm registry in reach, start again: the engine is installed once, into ${join(data, "engine")}.`,
    "  - DYNAMODB_LOCAL_JAR=/path/to/DynamoDBLocal.jar, AWS's DynamoDB Local, with Java in PATH.",
    `  - docker pull ${IMAGE}, then start again.`,
    "  - DYNAMODB_ENDPOINT=http://127.0.0.1:8000, an engine that you have started.",
  ].join("\n");

const writtenBy = async (data: string): Promise<WrittenBy> => {
  const files = {
    embedded: EMBEDDED_DATABASE,
    jar: join(JAR_FOLDER, DATABASE),
    docker: join(DOCKER_FOLDER, DATABASE),
  } as const;
  for (const one of ["embedded", "jar", "docker"] as const)
    if (await hasContent(join(data, files[one]))) return one;
  return "nothing";
};

/** The embedded engine's file is made empty before the engine runs. */
const hasContent = async (path: string): Promise<boolean> =>
  stat(path).then(
    ({ size }) => size > 0,
    () => false,
  );

const exists = async (path: string): Promise<boolean> =>
  access(path).then(
    () => true,
    () => false,
  );
