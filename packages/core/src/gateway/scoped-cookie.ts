/**
 * A `Set-Cookie` of an upstream, so that a browser sends the cookie to its service alone: all services share one host.
 * `Path` is the service's unless it lies below it, and there is no `Domain`. Nothing for a cookie that would be good for
 * the whole host (`__Host-`), and for one without a name, which some servers read as another one (RFC 6265bis, 5.7).
 *
 * @param path of the service, as the caller sees it: `/{slug}`
 */
export const scopedCookie = (value: string, path: string): string | undefined => {
  const [pair = "", ...attributes] = value.split(";").map((part) => part.trim());
  const name = pair.slice(0, Math.max(0, pair.indexOf("="))).trim();
  if (name === "" || /^__host-/i.test(name)) return undefined;
  // Of several paths a browser takes the last one (RFC 6265, section 5.3).
  const asked = attributes.filter((each) => nameOf(each) === "path").at(-1);
  const own = asked?.slice(asked.indexOf("=") + 1).trim();
  const kept = attributes.filter((each) => each !== "" && !REPLACED.has(nameOf(each)));
  const isBelow = own?.startsWith(`${path}/`) === true && !CLIMBS.test(own);
  return [pair, ...kept, `Path=${isBelow ? own : path}`].join("; ");
};

/** Browsers compare paths as text; not every client does. */
const CLIMBS = /(?:\/|%2f)(?:\.|%2e){1,2}(?:\/|%2f|$)/i;

const REPLACED: ReadonlySet<string> = new Set(["path", "domain"]);

const nameOf = (attribute: string): string => (attribute.split("=", 1)[0] ?? "").trim().toLowerCase();
