/** When people are reminded of what waits for them. A stage may set each of these. */
export interface Timing {
  /** Hours after an application at which its approvers are reminded. */
  reminderHours: readonly number[];
  /** Days after which the owners of the service's team are notified of an undecided application. */
  escalationDays: number;
  /** Days after which an undecided application lapses, and its links with it. */
  lapseDays: number;
  /** Days before an end at which it is announced, where the term is longer than that. */
  announceDays: readonly number[];
}

export const DEFAULT_TIMING: Timing = {
  reminderHours: [24, 72],
  escalationDays: 7,
  lapseDays: 14,
  announceDays: [30, 7, 1],
};

export const HOUR = 3_600_000;
export const DAY = 24 * HOUR;
