import { execFile } from "node:child_process";
import { randomUUID } from "node:crypto";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import type { Sample } from "./samples.fixture.ts";
import type { Received } from "./send-raw.fixture.ts";

export interface Keys {
  accessKey: string;
  secretKey: string;
}

/** Signs and sends, as the client's documentation shows. */
export type Client = (url: string, sample: Sample, keys: Keys) => Promise<Received>;

const run = promisify(execFile);

/** curl in a folder of its own, the body from a file: byte for byte. */
export const curl = async (
  url: string,
  { method, headers = {}, body }: Sample,
  args: string[],
): Promise<Received> => {
  const folder = await mkdtemp(join(tmpdir(), "latchkey-curl-"));
  const file = join(folder, randomUUID());
  await writeFile(file, body ?? "");
  const { stdout } = await run("curl", [
    ...["--silent", "--show-error", "--path-as-is", "--request", method, "--write-out", "\n%{http_code}"],
    ...Object.entries(headers).flatMap(([name, value]) => ["--header", `${name}: ${value}`]),
    ...(body === undefined ? [] : ["--data-binary", `@${file}`]),
    ...args,
    url,
  ]).finally(() => rm(folder, { recursive: true }));
  const at = stdout.lastIndexOf("\n");
  const text = stdout.slice(0, at);
  return { status: Number(stdout.slice(at + 1)), headers: {}, text, json: JSON.parse(text) };
};

export const curlAws4 =
  (service: string): Client =>
  (url, sample, { accessKey, secretKey }) =>
    curl(url, sample, [
      "--aws-sigv4",
      `aws:amz:eu-central-1:${service}`,
      "--user",
      `${accessKey}:${secretKey}`,
    ]);
