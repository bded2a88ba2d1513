import * as z from "#schema";
import { isoTime } from "./clock.ts";
import { SCOPE, SLUG, whole } from "./name-pattern.ts";

/** Team and service slugs: used in paths and host names. */
export const Slug = z.string().check(z.regex(whole(SLUG), "1 to 63 of a-z, 0-9 and -, not starting with -"));

const UNTURNED = /^[^\u200e\u200f\u202a-\u202e\u2066-\u2069]*$/u;

/**
 * One line that people read: no control characters, so it cannot break a header or a log line, and none that turn the
 * direction of the text around it (UAX 9), so it cannot make a mail or a page say something else.
 */
export const line = (most: number) =>
  z
    .string()
    .check(
      z.minLength(1),
      z.maxLength(most),
      z.regex(/^[^\p{Cc}\p{Cs}\u2028\u2029]*$/u, "no control characters"),
      z.regex(UNTURNED, "no characters that turn the text around"),
      z.regex(/\S/u, "not only white space"),
    );

/** Text of several lines; tabs and line feeds are the only control characters. */
export const paragraph = (most: number) =>
  z
    .string()
    .check(
      z.maxLength(most),
      z.regex(/^(?:[^\p{Cc}\p{Cs}]|[\t\n\r])*$/u, "no control characters but tabs and line feeds"),
    );

/** Text of several lines without the characters that turn the text around it (`line`). */
export const words = (most: number) =>
  paragraph(most).check(z.regex(UNTURNED, "no characters that turn the text around"));

/** Lower-cased, since a membership is found by it. */
export const Email = z.pipe(
  z.string().check(z.maxLength(254), z.email("an e-mail address")),
  z.transform((address: string) => address.toLowerCase()),
);

export const Labels = z
  .record(z.string().check(z.regex(/^[A-Za-z0-9][A-Za-z0-9._/-]{0,62}$/, "a label name")), line(256))
  .check(z.refine((labels) => Object.keys(labels).length <= 32, "at most 32 labels"));

/**
 * An address that is called. Kept as it is written, so blanks are refused: what reads addresses cuts them off at the ends
 * and drops line breaks and tabs in between.
 */
export const webAddress = (what: string) =>
  z.string().check(
    z.maxLength(2048),
    z.regex(/^[^\s\p{Cc}]*$/u, "no blanks or control characters"),
    z.refine((text) => {
      const url = URL.canParse(text) ? new URL(text) : undefined;
      return (
        url !== undefined && /^https?:$/.test(url.protocol) && !url.username && !url.password && !url.hash
      );
    }, what),
  );

/** Kept in the one form that all times have here, so that two of them can be compared as text. */
export const IsoTime = z.pipe(
  z.iso.datetime({ error: "a UTC time, like 2026-01-31T12:00:00Z" }).check(
    z.maxLength(40),
    z.refine((text) => !Number.isNaN(Date.parse(text)), "a time"),
  ),
  z.transform((text: string) => isoTime(Date.parse(text))),
);

/** Of a service; credentials and subscriptions name some of them. */
export const ScopeName = z.string().check(z.regex(whole(SCOPE), "a scope name"));

/** RFC 9110, section 5.6.2: what a header's name may be made of. */
export const HeaderName = z
  .string()
  .check(z.maxLength(100), z.regex(/^[!#$%&'*+.^_`|~0-9A-Za-z-]+$/, "a header name"));
