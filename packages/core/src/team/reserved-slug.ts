import { invalidInput } from "../refusal.ts";
import type { WorkContext } from "../store/work.ts";

/**
 * Keeps the names that an operator wants for a team or a service of its own, or for none: `payments`, `support`. Platform
 * admins give them. @throws Refusal `invalid-input`, the same whether or not the slug was given since.
 */
export const refuseReservedSlug = (
  { caller, stage }: Pick<WorkContext, "caller" | "stage">,
  slug: string,
): void => {
  if (!caller.admin && stage.reservedSlugs?.includes(slug))
    throw invalidInput("/slug", "A reserved slug: platform admins give it.");
};
