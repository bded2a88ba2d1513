/** Whether a host name is one that API Gateway gives: there the client's path has the stage in front. */
export const isExecuteApi = (host: string): boolean =>
  /\.execute-api\.[a-z0-9-]+\.amazonaws\.com(?:\.cn)?$/.test(host);

/**
 * The path of an HTTP API's event (`rawPath`, which comes decoded) as a client most likely sent it: what RFC 3986,
 * section 3.3, lets a path hold stays, everything else is percent-encoded. Which escapes there were beyond those is
 * lost in API Gateway.
 */
export const encodeRawPath = (rawPath: string): string => {
  const escaped = /[^A-Za-z0-9\-._~!$&'()*+,;=:@/]/gu;
  return rawPath.toWellFormed().replace(escaped, (character) => encodeURIComponent(character));
};
