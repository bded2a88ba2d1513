/** Runs something and keeps what it writes to standard output, in place of showing it. */
export const captured = async <T>(run: () => Promise<T>): Promise<{ answer: T; written: string[] }> => {
  const written: string[] = [];
  const write = process.stdout.write;
  process.stdout.write = (text: string | Uint8Array) => {
    written.push(String(text));
    return true;
  };
  try {
    return { answer: await run(), written };
  } finally {
    process.stdout.write = write;
  }
};
