import { SLUG } from "../name-pattern.ts";

export interface ServicePath {
  slug: string;
  /** What follows the slug, percent-encoded as the client sent it: empty, or beginning with a slash. */
  rest: string;
}

const PATH = new RegExp(`^/(${SLUG})(/.*)?$`, "s");

/**
 * Splits `/{slug}{rest}` as API Gateway's `path` has it. Not `pathParameters`: they lose a slash at the end.
 * Nothing when the first segment is no slug, as in `/%65cho/x`: it names no service.
 */
export const servicePath = (path: string): ServicePath | undefined => {
  const [, slug, rest = ""] = PATH.exec(path) ?? [];
  return slug === undefined ? undefined : { slug, rest };
};
