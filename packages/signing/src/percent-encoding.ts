/** Percent-encodes everything but RFC 3986's unreserved characters. A lone surrogate is read as U+FFFD. */
export const encodeRfc3986 = (text: string): string => {
  if (/^[A-Za-z0-9\-_.~]*$/.test(text)) return text;
  return encodeURIComponent(text.toWellFormed()).replace(/[!'()*]/g, encodeMark);
};

/** Percent-encodes a path as {@link encodeRfc3986} would, leaving only `/`. An escape is escaped again. */
export const encodePath = (path: string): string => {
  if (/^[A-Za-z0-9\-_.~/]*$/.test(path)) return path;
  return encodeRfc3986(path).replaceAll("%2F", "/");
};

/** Percent-encodes what a path still holds unescaped, leaving `/` and its escapes as they are. */
export const encodeBarePath = (path: string): string =>
  encodePath(path).replace(/%25(?=[0-9A-Fa-f]{2})/g, "%");

const encodeMark = (mark: string): string => `%${mark.charCodeAt(0).toString(16).toUpperCase()}`;
