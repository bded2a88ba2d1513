import { type FileHandle, mkdir, open, rename } from "node:fs/promises";
import { dirname } from "node:path";

/**
 * Replaces a file as a whole: after a crash at any moment the path holds the old or the new content, never a
 * mixture, and once the promise has resolved the new content is on the disk. The file is made with mode 0600,
 * its folder (when missing) with 0700. Callers write one path one call at a time.
 */
export const replaceFile = async (path: string, content: string): Promise<void> => {
  const temporary = `${path}.tmp`;
  const file = await openInFolder(temporary);
  try {
    // A temporary file left by a crash keeps the mode it was made with.
    await file.chmod(0o600);
    await file.writeFile(content);
    await file.sync();
  } finally {
    await file.close();
  }
  await rename(temporary, path);
  await syncFolder(dirname(path));
};

const openInFolder = async (path: string): Promise<FileHandle> => {
  try {
    return await open(path, "w", 0o600);
  } catch (error) {
    if (Object(error).code !== "ENOENT") throw error;
    await mkdir(dirname(path), { recursive: true, mode: 0o700 });
    return open(path, "w", 0o600);
  }
};

/** The rename itself is only durable once the folder is. */
const syncFolder = async (path: string): Promise<void> => {
  const folder = await open(path, "r");
  try {
    await folder.sync();
  } finally {
    await folder.close();
  }
};
