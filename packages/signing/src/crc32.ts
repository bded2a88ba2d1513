const TABLE = Int32Array.from({ length: 256 }, (_, byte) => {
  let crc = byte;
  for (let bit = 0; bit < 8; bit++) crc = crc & 1 ? 0xedb88320 ^ (crc >>> 1) : crc >>> 1;
  return crc;
});

/** CRC-32 (IEEE 802.3, as zlib's) of the first `length` characters of an ASCII text, as an unsigned integer. */
export const crc32 = (ascii: string, length: number = ascii.length): number => {
  let crc = 0xffffffff;
  for (let at = 0; at < length; at++) {
    crc = (TABLE[(crc ^ ascii.charCodeAt(at)) & 0xff] ?? 0) ^ (crc >>> 8);
  }
  return (crc ^ 0xffffffff) >>> 0;
};
