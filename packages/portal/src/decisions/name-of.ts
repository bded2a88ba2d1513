import type { Subscription } from "../api/resources.ts";

/** What is decided on, in a few words. */
export const nameOf = ({ consumerName, service }: Pick<Subscription, "consumerName" | "service">): string =>
  `${consumerName} → ${service}`;
