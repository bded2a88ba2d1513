/** The parts of an address that say where it leads, as `URL` has them. */
export type OriginUrl = Pick<
  Readonly<URL>,
  "protocol" | "host" | "hostname" | "port" | "origin" | "pathname" | "search"
>;

/** Calls go to the same upstreams again and again: an address is read once. */
const known = new Map<string, OriginUrl>();
const MAX_ADDRESSES = 1000;
const LONGEST_ADDRESS = 2048;

/** The parts of an upstream's address, or of its origin. @throws TypeError for what is no address */
export const originUrl = (address: string): OriginUrl => {
  const found = known.get(address);
  if (found) return found;
  const { protocol, host, hostname, port, origin, pathname, search } = new URL(address);
  const read = { protocol, host, hostname, port, origin, pathname, search };
  if (address.length > LONGEST_ADDRESS) return read;
  if (known.size >= MAX_ADDRESSES) known.clear();
  known.set(address, read);
  return read;
};
