import type { MayConnect, Resolve } from "./guarded-lookup.ts";
import type { OwnHosts } from "./own-hosts.ts";

/** How connections to addresses that others have chosen are made. */
export interface ConnectionGuard {
  /** Milliseconds until a connection, TLS included, is established. */
  connectTimeout: number;
  /** Plain http too: for services on the developer's machine. */
  allowHttp?: boolean;
  /** What may be connected to. */
  mayConnect: MayConnect;
  /** Never connected to, even where all other addresses are allowed. */
  own?: OwnHosts;
  resolve?: Resolve;
  /** PEM, in place of the certificate authorities that Node trusts. */
  ca?: string;
}
