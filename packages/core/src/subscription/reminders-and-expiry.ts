import { announcementsOf, type DueTask, dueBy, earliest, notGiven } from "../due/due-task.ts";
import { DAY, HOUR, type Timing } from "../due/timing.ts";
import { isRunning, type Subscription } from "./subscription.ts";

/** `lapse` and `expire` change the state, and stay due until it has changed; the others are given once. */
export type SubscriptionTask = "remind" | "escalate" | "lapse" | "announce" | "expire";

type Dated = Pick<
  Subscription,
  "status" | "appliedAt" | "expiresAt" | "termDays" | "renewal" | "planChange" | "remindedUntil"
>;

/** When the subscription has to be looked at next, in milliseconds since the epoch; nothing when never. */
export const subscriptionDueAt = (subscription: Dated, timing: Timing): number | undefined =>
  earliest(tasksOf(subscription, timing));

/** What is to be done now. What a lapse or an end makes pointless is left out. */
export const subscriptionTasks = (
  subscription: Dated,
  timing: Timing,
  now: number,
): ReadonlySet<SubscriptionTask> => {
  const due = dueBy(tasksOf(subscription, timing), now);
  if (due.has("lapse")) for (const task of ["remind", "escalate"] as const) due.delete(task);
  if (due.has("expire")) due.delete("announce");
  return due;
};

const tasksOf = (subscription: Dated, timing: Timing): DueTask<SubscriptionTask>[] => {
  const tasks = [...ofApplication(subscription, timing), ...ofEnd(subscription, timing)];
  const given = notGiven(tasks, subscription.remindedUntil);
  return tasks.filter((each) => given.includes(each) || each.task === "lapse" || each.task === "expire");
};

const ofApplication = (subscription: Dated, timing: Timing): DueTask<SubscriptionTask>[] => {
  const asked = askedAt(subscription);
  if (asked === undefined) return [];
  const from = Date.parse(asked);
  return [
    ...timing.reminderHours.map((hours) => ({ at: from + hours * HOUR, task: "remind" as const })),
    { at: from + timing.escalationDays * DAY, task: "escalate" },
    { at: from + timing.lapseDays * DAY, task: "lapse" },
  ];
};

const ofEnd = (subscription: Dated, timing: Timing): DueTask<SubscriptionTask>[] => {
  const { expiresAt, termDays } = subscription;
  if (expiresAt === undefined || !isRunning(subscription.status)) return [];
  const end = Date.parse(expiresAt);
  const length = termDays === undefined ? Number.POSITIVE_INFINITY : termDays * DAY;
  return [...announcementsOf(end, length, timing), { at: end, task: "expire" }];
};

/** Since when a decision is pending; undefined when none is. */
export const askedAt = ({ status, appliedAt, renewal, planChange }: Dated): string | undefined =>
  status === "pending" ? appliedAt : (renewal ?? planChange)?.askedAt;
