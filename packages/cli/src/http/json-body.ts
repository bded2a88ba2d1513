/** What a body says as JSON; undefined where it is none. */
export const jsonBody = (body: Buffer): unknown => {
  try {
    return JSON.parse(body.toString("utf8"));
  } catch {
    return undefined;
  }
};
