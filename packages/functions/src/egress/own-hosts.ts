import { isNameOfThisMachine, isOfThisMachine } from "./this-machine.ts";

/**
 * What the stage itself answers on: no service, webhook or `jwksUri` may lead there. A call of the gateway that reaches
 * it from inside would come from an address that others trust, or come back to it.
 */
export interface OwnHosts {
  /** Whether an address names it, as it is written. Where a name leads to is only seen when connecting. */
  isNamed(url: URL): boolean;
  /** Whether the end of a connection is it: on one machine, where its ports are known. */
  isAt(address: string, port: number): boolean;
  /** Whether an address of its own is open to everybody's services all the same: the demo's upstreams. */
  isOpen(url: URL): boolean;
  /** Whether there is one at that host and port. */
  isOpenAt(origin: Origin): boolean;
}

type Origin = Pick<Readonly<URL>, "hostname" | "port" | "protocol">;

/**
 * Reads `LATCHKEY_OWN_HOSTS`, with commas between its entries:
 * `name` (on every port), `name/path` (what begins so), `api:<id>` (every name that API Gateway gives that API),
 * `:port` (of this machine), `name:port`, and `!<address>` for one that is open all the same.
 */
export const ownHosts = (text: string): OwnHosts => {
  const entries = text.split(",").map((entry) => entry.trim().toLowerCase());
  const names = new Set<string>();
  const paths: string[] = [];
  const apis: string[] = [];
  const endpoints = new Set<string>();
  const ports = new Set<number>();
  const open: URL[] = [];
  for (const entry of entries) {
    const [, host = "", port] = /^([^/]*):(\d+)$/.exec(entry) ?? [];
    if (entry === "") continue;
    if (entry.startsWith("!")) open.push(new URL(entry.slice(1)));
    else if (entry.startsWith("api:")) apis.push(entry.slice(4));
    else if (port === undefined) entry.includes("/") ? paths.push(entry) : names.add(entry);
    else if (host === "" || isNameOfThisMachine(bareHost(host))) ports.add(Number(port));
    else endpoints.add(entry);
  }

  const isOpenAt = (origin: Origin): boolean =>
    open.some(({ port }) => portOf(origin) === Number(port)) &&
    isNameOfThisMachine(bareHost(origin.hostname));
  const isOpen = (url: URL): boolean =>
    isOpenAt(url) &&
    open.some(
      ({ port, pathname }) =>
        portOf(url) === Number(port) &&
        (url.pathname === pathname || url.pathname.startsWith(`${pathname}/`)),
    );
  return {
    isOpen,
    isOpenAt,
    isAt: (address, port) =>
      (ports.has(port) && isOfThisMachine(address)) || endpoints.has(`${address.toLowerCase()}:${port}`),
    isNamed: (url) => {
      if (isOpen(url)) return false;
      const host = bareHost(url.hostname);
      const port = portOf(url);
      return (
        names.has(host) ||
        endpoints.has(`${host}:${port}`) ||
        apis.some((id) => isApi(host, id)) ||
        paths.some((each) => `${host}${url.pathname}/`.toLowerCase().startsWith(`${each}/`)) ||
        (ports.has(port) && isNameOfThisMachine(host))
      );
    },
  };
};

/** `<id>.execute-api.<region>.amazonaws.com`, its dual-stack name, and `<id>-<vpce>` for a VPC endpoint. */
const isApi = (host: string, id: string): boolean => {
  const [name = "", service] = host.split(".", 2);
  return service === "execute-api" && (name === id || name.startsWith(`${id}-`));
};

/** Without brackets, and without the dot of the root: `example.com.` is the same host. */
const bareHost = (host: string): string => host.toLowerCase().replace(/^\[|\]$|\.+$/g, "");

/** Also where the address leaves it to the protocol. */
export const portOf = ({ port, protocol }: Pick<Readonly<URL>, "port" | "protocol">): number =>
  port === "" ? (protocol === "http:" ? 80 : 443) : Number(port);
