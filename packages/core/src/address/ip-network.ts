import { isIP } from "./is-ip.ts";

/** A range of addresses: `bits` are those of its first address, of which `prefix` count. */
export interface IpNetwork {
  version: 4 | 6;
  bits: bigint;
  prefix: number;
}

const WIDTH = { 4: 32, 6: 128 } as const;
const MAPPED = 0xffffn << 32n;

/**
 * Reads an address or a range (RFC 4632; RFC 4291, section 2.3). What lies in `::ffff:0:0/96` is the IPv4 address
 * mapped there (RFC 4291, section 2.5.5.2). A shorter IPv6 range around it holds no IPv4 address. Nothing for what is
 * neither.
 */
export const parseIpNetwork = (text: string): IpNetwork | undefined => {
  const [address = "", length, ...more] = text.split("/");
  const version = isIP(address);
  if ((version !== 4 && version !== 6) || more.length > 0 || address.includes("%")) return undefined;
  if (length !== undefined && !/^(?:0|[1-9][0-9]{0,2})$/.test(length)) return undefined;
  const prefix = length === undefined ? WIDTH[version] : Number(length);
  if (prefix > WIDTH[version]) return undefined;
  return unmapped({ version, bits: version === 4 ? bits4(address) : bits6(address), prefix });
};

/** One address alone, as the range that holds nothing else. */
export const parseIpAddress = (text: string): IpNetwork | undefined =>
  text.includes("/") ? undefined : parseIpNetwork(text);

export const containsAddress = (network: IpNetwork, address: IpNetwork): boolean =>
  network.version === address.version &&
  network.prefix <= address.prefix &&
  head(network, network.prefix) === head(address, network.prefix);

/** Two ranges overlap when one holds the other. */
export const overlaps = (one: IpNetwork, other: IpNetwork): boolean =>
  containsAddress(one, other) || containsAddress(other, one);

const head = ({ version, bits }: IpNetwork, prefix: number): bigint =>
  bits >> BigInt(WIDTH[version] - prefix);

const unmapped = (network: IpNetwork): IpNetwork =>
  network.version === 6 && network.prefix >= 96 && network.bits >> 32n === MAPPED >> 32n
    ? { version: 4, bits: network.bits & 0xffff_ffffn, prefix: network.prefix - 96 }
    : network;

const bits4 = (address: string): bigint =>
  address.split(".").reduce((bits, part) => (bits << 8n) | BigInt(part), 0n);

const bits6 = (address: string): bigint => {
  const dotted = /^(.*:)(\d+\.\d+\.\d+\.\d+)$/.exec(address);
  const text = dotted ? `${dotted[1]}${groupsOf4(bits4(dotted[2] ?? ""))}` : address;
  const [front = "", back] = text.split("::", 2);
  const left = groups(front);
  const right = groups(back ?? "");
  const zeros = back === undefined ? [] : Array.from({ length: 8 - left.length - right.length }, () => "0");
  return [...left, ...zeros, ...right].reduce((bits, group) => (bits << 16n) | BigInt(`0x${group}`), 0n);
};

const groups = (text: string): string[] => (text === "" ? [] : text.split(":"));

const groupsOf4 = (bits: bigint): string => `${(bits >> 16n).toString(16)}:${(bits & 0xffffn).toString(16)}`;
