/** No credential of any type is shorter, passwords included. */
const SHORTEST = 8;

/**
 * The secrets in a credential's position: the value itself, what follows its scheme, what a Basic value encodes, and a
 * signature, which is good for as long as its date is.
 */
export const secretsIn = (value: string): string[] => {
  const text = value.trim();
  const [, scheme = "", rest = ""] = /^([\w-]{2,20})[ \t]+(.+)$/s.exec(text) ?? [];
  const found = [text, rest, ...(/^basic$/i.test(scheme) ? basicSecrets(rest) : []), ...signatures(text)];
  return found.filter((secret) => secret.length >= SHORTEST);
};

const basicSecrets = (encoded: string): string[] => {
  const login = Buffer.from(encoded, "base64").toString("utf8");
  return [login, login.slice(login.indexOf(":") + 1)];
};

/** As a parameter of `Authorization`, and as a byte sequence of RFC 9421's `Signature`. */
const signatures = (text: string): string[] =>
  [...text.matchAll(/signature="?([^",\s]+)|=:([A-Za-z0-9+/]+=*):/gi)].map(
    ([, parameter, bytes]) => parameter ?? bytes ?? "",
  );

/** As often is a percent-encoding taken off: a URL in a URL in a URL. */
const MAX_DECODINGS = 3;

/** Tells whether a text holds one of the secrets: as it is, percent-encoded, or inside of base64 in either alphabet. */
export const searchFor = (secrets: readonly string[]): ((text: string) => boolean) => {
  const shortest = Math.min(...secrets.map(({ length }) => length));
  const holdsPlain = (text: string) => secrets.some((secret) => text.includes(secret));
  const encodedLength = Math.ceil((shortest * 4) / 3);
  const run = new RegExp(`[A-Za-z0-9+/_-]{${encodedLength},}`, "g");
  const holdsEncoded = (text: string) =>
    text.length >= encodedLength &&
    text.match(run)?.some((part) => alignments(part).some((bytes) => holdsPlain(bytes))) === true;
  return (text) => {
    if (text.length < shortest) return false;
    let forms = [text];
    for (let decoded = 0; ; decoded += 1) {
      const read = forms.flatMap(readings);
      if (read.some(holdsPlain) || forms.some(holdsEncoded)) return true;
      const escaped = decoded < MAX_DECODINGS ? read.filter((form) => form.includes("%")) : [];
      if (escaped.length === 0) return false;
      forms = [...new Set(escaped.map(withoutPercent))];
    }
  };
};

/** `+` is itself, or a blank in a form (WHATWG URL, 5.1). */
const readings = (form: string): string[] =>
  form.includes("+") ? [form, form.replaceAll("+", " ")] : [form];

/** The position of its first byte is unknown: `/` belongs to the alphabet too. */
const alignments = (part: string): string[] =>
  [0, 1, 2, 3].map((from) => Buffer.from(part.slice(from), "base64").toString("utf8"));

/** What is no escape stays: a value need not be an encoding as a whole. */
const withoutPercent = (text: string): string =>
  text.replace(/(?:%[0-9a-f]{2})+/gi, (escapes) =>
    Buffer.from(escapes.replaceAll("%", ""), "hex").toString("utf8"),
  );
