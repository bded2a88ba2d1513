/** What SST puts into the function at the edge of a portal with a domain (SST 4.17.1): 403 at CloudFront's address. */
const REFUSES =
  /\nif \(event\.request\.headers\.host\.value\.includes\('cloudfront\.net'\)\) \{\n {2}return \{\n[\s\S]*?\n {2}\};\n\}/;

const leads = (to: string) => `
if (event.request.headers.host.value.endsWith('.cloudfront.net')) {
  return { statusCode: 308, statusDescription: 'Permanent Redirect', headers: { location: { value: '${to}' + event.request.uri } } };
}`;

/**
 * The function with another answer to who asks at CloudFront's own address: what it answers at the domain, or the way there.
 *
 * @param to an origin; undefined while the domain may not be reached yet
 * @throws Error where SST's function has changed, since it would refuse everybody in between
 */
export const oldAddressCode = (code: string, to: string | undefined): string => {
  if (!REFUSES.test(code)) throw new Error("SST's function at the portal's edge is not that of SST 4.17.1.");
  return code.replace(REFUSES, () => (to === undefined ? "" : leads(to)));
};
