import type { ReportedItem } from "@latchkey/core/leak/read-leaks";
import * as z from "zod/mini";

/** A body of this route may be larger than others: a scanner reports what it found in one run. */
export const MAX_REPORT_BYTES = 1024 * 1024;

const LeakItem = z.strictObject({
  token: z.string().check(z.maxLength(4096)),
  url: z.optional(z.string().check(z.maxLength(8192))),
});

export const LeaksInput = z.strictObject({ items: z.array(LeakItem).check(z.maxLength(1000)) });

/** How many items were taken: the same for what is known and what is not. */
export const LeaksReceived = z.object({ received: z.int() });

/**
 * What GitHub sends: members that are not known, and an address that is empty or absent, are taken. An item without a token
 * counts and leads nowhere.
 */
const GithubItem = z.looseObject({ token: z.optional(z.unknown()), url: z.optional(z.unknown()) });
export const GithubInput = z.array(GithubItem).check(z.maxLength(20_000));

const textOf = (value: unknown, most: number): string | undefined =>
  typeof value === "string" && value.length <= most ? value : undefined;

export const githubItems = (items: z.output<typeof GithubInput>): ReportedItem[] =>
  items.flatMap(({ token, url }) => {
    const text = textOf(token, 4096);
    return text === undefined ? [] : [{ token: text, url: typeof url === "string" ? url : undefined }];
  });
