import {
  containsAddress,
  type IpNetwork,
  parseIpAddress,
  parseIpNetwork,
} from "@latchkey/core/address/ip-network";
import { once } from "@latchkey/core/once";

/** Whether an address is one of this machine: loopback in every form, unspecified, or of one of its interfaces. */
export const isOfThisMachine = (address: string): boolean => {
  const parsed = parseIpAddress(withoutZone(address));
  return parsed !== undefined && [...LOOPBACK(), ...interfaces()].some((own) => containsAddress(own, parsed));
};

/** The same for a host as a URL has it. What other names lead to is seen when they are connected to. */
export const isNameOfThisMachine = (host: string): boolean =>
  host === "localhost" ||
  host.endsWith(".localhost") ||
  host === process.getBuiltinModule("node:os").hostname().toLowerCase() ||
  isOfThisMachine(host);

const networks = (texts: readonly string[]): IpNetwork[] =>
  texts.flatMap((text) => parseIpNetwork(text) ?? []);

const LOOPBACK = once(() =>
  networks([
    "0.0.0.0/8",
    "127.0.0.0/8",
    "::",
    "::1",
    // IPv4-compatible (RFC 4291, 2.5.5.1), translated (RFC 2765) and NAT64 forms of loopback.
    "::7f00:0/104",
    "::ffff:0:7f00:0/104",
    "64:ff9b::7f00:0/104",
  ]),
);

const interfaces = (): IpNetwork[] =>
  networks(
    Object.values(process.getBuiltinModule("node:os").networkInterfaces())
      .flatMap((each) => each ?? [])
      .map(({ address }) => withoutZone(address)),
  );

/** A zone (RFC 4007) names the link of an address: with any zone, the address is this machine's. */
const withoutZone = (address: string): string => address.split("%", 1)[0] ?? "";
