import type { LookupAddress, LookupOptions } from "node:dns";
import type { LookupFunction } from "node:net";

/** Something outside asked us to connect to where only insiders get. */
export class ForbiddenAddress extends Error {
  override readonly name = "ForbiddenAddress";
}

export const forbidden = () => new ForbiddenAddress("The address is not one that may be connected to.");

export const ownHost = () => new ForbiddenAddress("The address is one of this stage itself.");

/** Whether a connection may be made to an address, which a host was said to be. */
export type MayConnect = (address: string, host: string) => boolean;

export type Resolve = (
  hostname: string,
  options: LookupOptions & { all: true },
  done: (error: NodeJS.ErrnoException | null, addresses: LookupAddress[]) => void,
) => void;

/** Loaded when connections are first made. */
export const nodeLookup = (): Resolve => process.getBuiltinModule("node:dns").lookup;

/**
 * Looks a name up for a connection, and judges the very addresses that the socket will use. One forbidden address among
 * several refuses the name: which one is used is not ours to choose.
 */
export const guardedLookup =
  (resolve: Resolve, mayConnect: MayConnect): LookupFunction =>
  (hostname, options, done) => {
    resolve(hostname, { ...options, all: true }, (error, addresses) => {
      if (error) return done(error, []);
      const [first] = addresses;
      if (!first || !addresses.every(({ address }) => mayConnect(address, hostname)))
        return done(forbidden(), []);
      if (options.all) done(null, addresses);
      else done(null, first.address, first.family);
    });
  };
