import { createEventBridgeClient } from "@latchkey/aws/bus/event-bridge";
import { leakBus } from "@latchkey/aws/bus/leak-bus";
import { once } from "@latchkey/core/once";
import { now } from "../composition/clock.ts";
import { allowances } from "../composition/dependencies.ts";
import { settings } from "../composition/settings.ts";
import { routedLambda } from "../http/noun-lambda.ts";
import { createLeaks } from "./create-leaks.ts";
import { LEAK_EVENT } from "./leak-rule.ts";

const leaks = createLeaks({
  allowances,
  queue: once(() => leakBus(createEventBridgeClient(), settings().LATCHKEY_BUS, LEAK_EVENT)),
  githubKeys: () => settings().LATCHKEY_GITHUB_KEYS,
  now,
});

/** Takes reports of leaked secrets, from anybody and from GitHub. */
export const handler = routedLambda("leaks", ({ operation }) =>
  operation === "reportLeaksOfGithub" ? leaks.reportLeaksOfGithub : leaks.reportLeaks,
);
