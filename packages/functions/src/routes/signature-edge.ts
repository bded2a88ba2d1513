/** Between the stage's edge and its gateway. No `Latchkey-*` header of a client reaches an upstream (`header-rules`). */
export const EDGE_HEADERS = {
  /** Proves that the request came through the stage's own edge: CloudFront adds it, in place of any that a client sends. */
  secret: "latchkey-edge-secret",
  authorization: "latchkey-edge-authorization",
  host: "latchkey-edge-host",
  address: "latchkey-edge-address",
} as const;

export const EDGE_PREFIX = "latchkey-edge-";

/**
 * What CloudFront runs for each request of a client (viewer request, `cloudfront-js-2.0`): hands `Authorization` on under another
 * name, with the host that the client has called and signed, and its address, in place of all that it sends by those names.
 * Path, query and the other headers stay as they are.
 */
export const EDGE_FUNCTION = `function handler(event) {
  var request = event.request;
  var headers = request.headers;
  Object.keys(headers).forEach(function (name) {
    if (name.toLowerCase().indexOf("${EDGE_PREFIX}") === 0) delete headers[name];
  });
  if (headers.authorization) {
    headers["${EDGE_HEADERS.authorization}"] = headers.authorization;
    delete headers.authorization;
  }
  headers["${EDGE_HEADERS.host}"] = { value: headers.host.value };
  headers["${EDGE_HEADERS.address}"] = { value: event.viewer.ip };
  return request;
}
`;
