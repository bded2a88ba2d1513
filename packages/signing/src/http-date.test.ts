import { describe, expect, it } from "vitest";
import { formatBasicDate, parseBasicDate } from "./basic-date.ts";
import { formatHttpDate, parseHttpDate } from "./http-date.ts";

const NO_HTTP_DATES = [
  "",
  "Sun, 6 Nov 1994 08:49:37 GMT",
  "Mon, 06 Nov 1994 08:49:37 GMT",
  "Sun, 06 Nov 1994 08:49:37 UTC",
  "Sun, 06 Nov 1994 08:49:37 GMT+1",
  "Sunday, 06-Nov-94 08:49:37 GMT",
  "Sun Nov  6 08:49:37 1994",
  "Wed, 30 Feb 1994 08:49:37 GMT",
  "Sun, 06 Xxx 1994 08:49:37 GMT",
  "Sun, 06 Nov 1994 24:00:00 GMT",
  "Sun, 06 Nov 1994 08:49:60 GMT",
  "Sun, 06 Nov 1994 08:49:37 GMT\n",
];

describe("an HTTP-date", () => {
  it.each(NO_HTTP_DATES)("is not %j", (text) => expect(parseHttpDate(text)).toBeUndefined());
  it("is read and written as RFC 9110 shows", () => {
    expect(parseHttpDate("Sun, 06 Nov 1994 08:49:37 GMT")).toBe(784_111_777);
    expect(formatHttpDate(new Date(784_111_777_000))).toBe("Sun, 06 Nov 1994 08:49:37 GMT");
  });
});

describe("a date in basic form", () => {
  it.each([
    "",
    "20150830",
    "20150830T123600",
    "20150830T123600z",
    "20150830T123600Z\n",
    "20150230T123600Z",
    "20151330T123600Z",
    "20150830T243600Z",
    "20150830T126000Z",
    "20150830T123660Z",
    "2015-08-30T12:36:00Z",
  ])("is not %j", (text) => expect(parseBasicDate(text)).toBeUndefined());
  it("is read and written to the second", () => {
    expect(parseBasicDate("20150830T123600Z")).toBe(1_440_938_160);
    expect(formatBasicDate(new Date(1_440_938_160_999))).toBe("20150830T123600Z");
  });
});
