/** What Chromium, Firefox and Safari say of a part of the portal that could not be loaded. */
const SAID =
  /dynamically imported module|importing a module script failed|error loading dynamically imported module|failed to fetch|load failed|networkerror/i;

/** A part could not be loaded, since no file of the portal's is answered now. */
export class Unreachable extends Error {
  override readonly name = "Unreachable";
}

export const isLoadFailure = (error: unknown): boolean =>
  error instanceof Unreachable || (error instanceof Error && SAID.test(error.message));

/** Whether the portal's own files are answered now. */
export const isReachable = (): Promise<boolean> =>
  fetch("/config.json", { cache: "no-store" }).then(
    ({ ok }) => ok,
    () => false,
  );
