import { isIP } from "node:net";

/**
 * Who shares an address with whom: the /24 of an IPv4 address, the /64 of an IPv6 one. An IPv4 address mapped into
 * IPv6 is the IPv4 address. What is no address has a prefix of its own.
 */
export const sourcePrefix = (address: string): string => {
  const plain = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i.exec(address)?.[1] ?? address;
  if (isIP(plain) === 4) return plain.slice(0, plain.lastIndexOf("."));
  return isIP(plain) === 6 ? groups(plain).slice(0, 4).join(":") : "none";
};

/** The eight groups of an IPv6 address, without leading zeros. */
const groups = (address: string): string[] => {
  const [head = "", tail] = (address.split("%", 1)[0] ?? "").toLowerCase().split("::", 2);
  const before = head === "" ? [] : head.split(":");
  const after = tail === undefined || tail === "" ? [] : tail.split(":");
  const filling = Array.from({ length: Math.max(0, 8 - before.length - after.length) }, () => "0");
  return [...before, ...filling, ...after].map((group) => group.replace(/^0+(?=.)/, ""));
};
