import { bytesOf, toBase64 } from "../web-crypto.ts";

/**
 * The Authorization header of HTTP Basic (RFC 7617), in UTF-8.
 * @throws RangeError for a colon in the username or a control character in either
 */
export const encodeBasic = (username: string, password: string): string => {
  if (username.includes(":") || /\p{Cc}/u.test(username + password)) {
    throw new RangeError("a username has no colon, and neither part a control character");
  }
  return `Basic ${toBase64(bytesOf(`${username}:${password}`))}`;
};
