/**
 * What the types of the API are until they are generated (`npm run generate -w packages/client`, which the checks do
 * first): nothing is known of paths and bodies. Once the file is there, it counts and this does not.
 */
declare module "*/schema.gen.ts" {
  // biome-ignore lint/suspicious/noExplicitAny: not generated yet
  export type paths = any;
  // biome-ignore lint/suspicious/noExplicitAny: not generated yet
  export type components = any;
}
