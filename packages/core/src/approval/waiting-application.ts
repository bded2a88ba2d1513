import type { DomainEvent } from "../event/event.ts";
import { standingOfConsumer } from "../subscription/standing-of-consumer.ts";
import type { Subscription } from "../subscription/subscription.ts";
import { type OpenApplication, openApplication } from "./open-application.ts";

/** The application that an event was made for, while it waits for a decision. @param isNew whether the event tells of it first */
export const waitingApplication = async (
  stores: Parameters<typeof standingOfConsumer>[0],
  event: DomainEvent,
  subscription: Subscription,
  isNew: boolean,
): Promise<OpenApplication | undefined> => {
  const open = openApplication(subscription);
  if (!open || !isAbout(event, open, isNew)) return undefined;
  return (await standingOfConsumer(stores, subscription)) === "kept" ? open : undefined;
};

/** Of before events said which application they are about, a new one has its time, a reminder a later one. */
const isAbout = ({ application, at }: DomainEvent, open: OpenApplication, isNew: boolean): boolean => {
  if (application !== undefined) return open.application === application;
  return isNew ? open.askedAt === at : open.askedAt <= at;
};
