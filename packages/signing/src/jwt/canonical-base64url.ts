const ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";

/** Whether a text could only have been made one way: no length that no bytes have, no bit set in what is left over. */
const endsCanonically = (text: string): boolean => {
  const rest = text.length & 3;
  if (rest === 0) return true;
  if (rest === 1) return false;
  const last = ALPHABET.indexOf(text.charAt(text.length - 1));
  return (last & (rest === 2 ? 0b1111 : 0b11)) === 0;
};

/**
 * Splits a compact JWS (RFC 7515, section 7.1) into its three segments. Undefined unless each is base64url in its one
 * canonical spelling: no padding, no white space, no bits left over. A token then has exactly one text, which what is
 * keyed by that text (a cache, a deny list) relies on.
 */
export const splitCompact = (
  token: string,
): readonly [header: string, payload: string, signature: string] | undefined => {
  if (!/^[\w-]+\.[\w-]*\.[\w-]*$/.test(token)) return undefined;
  const first = token.indexOf(".");
  const second = token.indexOf(".", first + 1);
  const header = token.slice(0, first);
  const payload = token.slice(first + 1, second);
  const signature = token.slice(second + 1);
  return endsCanonically(header) && endsCanonically(payload) && endsCanonically(signature)
    ? [header, payload, signature]
    : undefined;
};
