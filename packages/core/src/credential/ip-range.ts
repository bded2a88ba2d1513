import { BlockList, isIP, SocketAddress } from "node:net";
import * as z from "zod/mini";

const parse = (text: string): { address: string; prefix: number; family: "ipv4" | "ipv6" } | undefined => {
  const [address = "", length, ...more] = text.split("/");
  const version = isIP(address);
  if (version === 0 || more.length > 0 || address.includes("%")) return undefined;
  const most = version === 4 ? 32 : 128;
  if (length !== undefined && !/^(?:0|[1-9][0-9]{0,2})$/.test(length)) return undefined;
  const prefix = length === undefined ? most : Number(length);
  return prefix > most ? undefined : { address, prefix, family: version === 4 ? "ipv4" : "ipv6" };
};

/** An IPv4 or IPv6 address or range (RFC 4632, RFC 4291). */
export const Cidr = z.string().check(
  z.maxLength(50),
  z.refine((text) => parse(text) !== undefined, "an IP address or range, like 192.0.2.0/24"),
);

/** Whether an address lies in one of the ranges. An IPv4 address mapped into IPv6 is the IPv4 address. */
export const isInRanges = (address: string, ranges: readonly string[]): boolean => {
  const plain = plainAddress(address);
  const version = isIP(plain);
  if (version === 0) return false;
  const list = new BlockList();
  for (const range of ranges) {
    const parsed = parse(range);
    if (parsed) list.addSubnet(parsed.address, parsed.prefix, parsed.family);
  }
  return list.check(new SocketAddress({ address: plain, family: version === 4 ? "ipv4" : "ipv6" }));
};

const plainAddress = (address: string): string =>
  /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i.exec(address)?.[1] ?? address;
