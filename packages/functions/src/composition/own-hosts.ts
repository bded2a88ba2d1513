import { type OwnHosts, ownHosts } from "../egress/own-hosts.ts";
import { once } from "./once.ts";
import { settings } from "./settings.ts";

/** Where this stage itself answers, and nothing of a team's may lead. */
export const ownHostsOfStage = /* @__PURE__ */ once((): OwnHosts => ownHosts(settings().LATCHKEY_OWN_HOSTS));
