import { DAY, type Timing } from "./timing.ts";

/** Something that has to be done from a moment on; `at` in milliseconds since the epoch. */
export interface DueTask<Task extends string> {
  at: number;
  task: Task;
}

/** When an end is announced: never so early that the whole term would lie after it. */
export const announcementsOf = (end: number, length: number, timing: Timing): DueTask<"announce">[] =>
  timing.announceDays
    .filter((days) => days * DAY < length)
    .map((days) => ({ at: end - days * DAY, task: "announce" }));

/** What has not been given by `remindedUntil` yet. */
export const notGiven = <Task extends string>(
  tasks: readonly DueTask<Task>[],
  remindedUntil: string | undefined,
): DueTask<Task>[] => {
  const given = remindedUntil === undefined ? Number.NEGATIVE_INFINITY : Date.parse(remindedUntil);
  return tasks.filter(({ at }) => at > given);
};

export const earliest = (tasks: readonly DueTask<string>[]): number | undefined =>
  tasks.length === 0 ? undefined : Math.min(...tasks.map(({ at }) => at));

/** The tasks that are due, each once: after a pause of the job no reminder is sent twice. */
export const dueBy = <Task extends string>(tasks: readonly DueTask<Task>[], now: number): Set<Task> =>
  new Set(tasks.filter(({ at }) => at <= now).map(({ task }) => task));

/** Whether what was announced at `at` is this end: one that was put off since is too far from it. */
export const isAnnouncedBy = (at: string, end: string | undefined, timing: Timing): boolean => {
  if (end === undefined) return false;
  const ahead = Date.parse(end) - Date.parse(at);
  return ahead > 0 && ahead <= Math.max(...timing.announceDays) * DAY;
};
