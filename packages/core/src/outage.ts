/** Another writer changed the same record in between. */
export class Raced extends Error {
  override readonly name = "Raced";
}

/** A dependency did not answer. */
export class Unavailable extends Error {
  override readonly name = "Unavailable";
}

/**
 * Runs it again, from its reading on, while it has raced.
 *
 * @param most how often it is run in all.
 * @param wait before it is run again; `tries` is how often it was run.
 * @throws Raced the one of the last run.
 */
export const retryRaced = async <T>(
  most: number,
  run: () => Promise<T>,
  wait?: (tries: number) => Promise<void>,
): Promise<T> => {
  for (let tries = 1; ; tries += 1) {
    try {
      return await run();
    } catch (error) {
      if (!(error instanceof Raced) || tries >= most) throw error;
      await wait?.(tries);
    }
  }
};
