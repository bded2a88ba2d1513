import { readdir, readFile } from "node:fs/promises";
import { extname, join, relative, sep } from "node:path";
import { promisify } from "node:util";
import { brotliCompress, constants, gzip } from "node:zlib";
import { PORTAL_CACHING } from "@latchkey/functions/routes/portal-headers";

export interface PortalFile {
  type: string;
  bytes: Buffer;
  /** Its name holds a hash of what is in it. */
  immutable: boolean;
  compressed: Map<Encoding, Promise<Buffer>>;
}

export type Encoding = "br" | "gzip";

const TYPES: Readonly<Record<string, string>> = {
  ".html": "text/html; charset=utf-8",
  ".js": "text/javascript; charset=utf-8",
  ".css": "text/css; charset=utf-8",
  ".svg": "image/svg+xml",
  ".woff2": "font/woff2",
  ".json": "application/json; charset=utf-8",
  ".md": "text/markdown; charset=utf-8",
  ".txt": "text/plain; charset=utf-8",
};

/** The built portal, read once. Empty when it was not built. */
export const readPortalFiles = async (folder: string): Promise<ReadonlyMap<string, PortalFile>> => {
  const names = await readdir(folder, { recursive: true, withFileTypes: true }).catch((error: unknown) => {
    if (error instanceof Error && "code" in error && error.code === "ENOENT") return [];
    throw error;
  });
  const files = await Promise.all(
    names
      .filter((entry) => entry.isFile())
      .map(async (entry) => {
        const path = join(entry.parentPath, entry.name);
        const name = `/${relative(folder, path).split(sep).join("/")}`;
        const file: PortalFile = {
          type: TYPES[extname(name)] ?? "application/octet-stream",
          bytes: await readFile(path),
          immutable: name.startsWith(`/${PORTAL_CACHING.immutableFolder}/`),
          compressed: new Map(),
        };
        return [name, file] as const;
      }),
  );
  return new Map(files);
};

const brotli = promisify(brotliCompress);
const zip = promisify(gzip);
const BROTLI_QUALITY = 6;

/** The best of the encodings that the client takes; each is made once. */
export const encoded = async (
  file: PortalFile,
  accepted: string | undefined,
): Promise<{ bytes: Buffer; encoding?: Encoding }> => {
  if (!/^(?:text\/|image\/svg|application\/json)/.test(file.type)) return { bytes: file.bytes };
  const encoding = encodingOf(accepted ?? "");
  if (encoding === undefined) return { bytes: file.bytes };
  const making = file.compressed.get(encoding) ?? compress(file.bytes, encoding);
  file.compressed.set(encoding, making);
  return { bytes: await making, encoding };
};

const encodingOf = (accepted: string): Encoding | undefined => {
  if (/\bbr\b(?!\s*;\s*q=0(?:\.0+)?\b)/i.test(accepted)) return "br";
  return /\bgzip\b(?!\s*;\s*q=0(?:\.0+)?\b)/i.test(accepted) ? "gzip" : undefined;
};

const compress = (bytes: Buffer, encoding: Encoding): Promise<Buffer> =>
  encoding === "br"
    ? brotli(bytes, { params: { [constants.BROTLI_PARAM_QUALITY]: BROTLI_QUALITY } })
    : zip(bytes, { level: 9 });
