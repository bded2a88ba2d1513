import { invalidInput } from "../refusal.ts";
import { refuseOwnAddress } from "./own-address.ts";
import { refuseUnreachable } from "./reachable-address.ts";
import type { StageSettings } from "./stage-settings.ts";

/**
 * For an address that a team's messages are sent to. Where it leads is judged when it is connected to; here only what can be told
 * from the address itself.
 * @throws Refusal `invalid-input` for one that is not https, is the stage's own, or is not connected to for the team.
 */
export const refuseInsecure = (stage: StageSettings, pointer: string, team: string, url: string): void => {
  if (new URL(url).protocol !== "https:" && stage.allowPrivateWebhooks !== true)
    throw invalidInput(pointer, "an https address");
  refuseOwnAddress(stage, pointer, url);
  refuseUnreachable(stage, pointer, team, url);
};
