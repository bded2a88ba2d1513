/** The time now, in milliseconds since the epoch. The only way core learns of it. */
export type Clock = () => number;

/** ISO 8601 in UTC with milliseconds, the form of every time in the API and in storage. */
export const isoTime = (milliseconds: number): string => new Date(milliseconds).toISOString();
