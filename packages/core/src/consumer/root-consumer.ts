import { PLATFORM_TEAM } from "../team/team.ts";
import { type Consumer, ROOT_CONSUMER } from "./consumer.ts";

/** The consumer `root` is how the platform is reached when all else fails. */
export const isRoot = (consumer: Consumer): boolean =>
  consumer.team === PLATFORM_TEAM && consumer.name === ROOT_CONSUMER;
