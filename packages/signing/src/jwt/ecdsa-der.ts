/**
 * An ECDSA signature as JWS has it (r and s side by side, RFC 7518 section 3.4) in the DER that OpenSSL checks fastest:
 * the other way round it converts by itself, and takes a third longer.
 * @param signature two coordinates of equal length, at most 66 bytes each
 */
export const ecdsaToDer = (signature: Uint8Array): Uint8Array => {
  const half = signature.length / 2;
  const r = integerStart(signature, 0, half);
  const s = integerStart(signature, half, signature.length);
  const rPad = highBit(signature, r);
  const sPad = highBit(signature, s);
  const rLength = half - r + rPad;
  const sLength = signature.length - s + sPad;
  const length = 4 + rLength + sLength;
  const long = length > 127 ? 1 : 0;
  const der = new Uint8Array(2 + long + length);
  let at = 0;
  der[at++] = 0x30;
  if (long) der[at++] = 0x81;
  der[at++] = length;
  der[at++] = 0x02;
  der[at++] = rLength;
  der.set(signature.subarray(r, half), at + rPad);
  at += rLength;
  der[at++] = 0x02;
  der[at++] = sLength;
  der.set(signature.subarray(s), at + sPad);
  return der;
};

/** Where the integer begins without its leading zeros; its last byte always stays. */
const integerStart = (bytes: Uint8Array, from: number, to: number): number => {
  let at = from;
  while (at < to - 1 && bytes[at] === 0) at++;
  return at;
};

/** One zero byte in front keeps an integer positive. */
const highBit = (bytes: Uint8Array, at: number): 0 | 1 => ((bytes[at] ?? 0) & 0x80 ? 1 : 0);
