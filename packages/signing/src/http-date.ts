/** Epoch seconds of an HTTP-date in its preferred form (IMF-fixdate, RFC 9110 section 5.6.7), else undefined. */
export const parseHttpDate = (text: string): number | undefined => {
  if (!/^[A-Z][a-z]{2}, \d{2} [A-Z][a-z]{2} \d{4} \d{2}:\d{2}:\d{2} GMT$/.test(text)) return undefined;
  const time = new Date(text);
  // A 30th of February, a 25th hour or another weekday does not come back as it was written.
  return Number.isNaN(time.getTime()) || formatHttpDate(time) !== text ? undefined : time.getTime() / 1000;
};

/** `Sun, 06 Nov 1994 08:49:37 GMT`: what ECMA-262 prescribes for toUTCString is IMF-fixdate. */
export const formatHttpDate = (time: Date): string => time.toUTCString();
