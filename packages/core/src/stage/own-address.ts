import { invalidInput } from "../refusal.ts";
import type { StageSettings } from "./stage-settings.ts";

/**
 * For every address that a team names for the stage to ask: what it writes down must not lead back to the stage.
 * @throws Refusal `invalid-input` for one that does, as far as the address itself tells; connecting tells the rest.
 */
export const refuseOwnAddress = (
  { isOwnAddress }: Pick<StageSettings, "isOwnAddress">,
  pointer: string,
  url: string,
): void => {
  if (isOwnAddress?.(new URL(url))) throw invalidInput(pointer, "not an address of this stage itself");
};
