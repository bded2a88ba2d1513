import * as z from "zod/mini";
import { exchange, type Incoming } from "../../http/exchange.ts";
import { jsonBody } from "../../http/json-body.ts";

/** Where the parts of a stage are, as it says itself. None ends in a slash. */
export interface Addresses {
  readonly control: string;
  readonly gateway: string;
  readonly portal?: string;
  readonly issuer?: string;
  /** Where mails can be read: on one machine. */
  readonly inbox?: string;
  /** The upstream that every `npm start` has. */
  readonly ownUpstream?: string;
  /** The service that a deployed stage brings for the doctor, which the gateway calls with its role. */
  readonly probe?: Probe;
  /** Milliseconds that the stage's clock is ahead: on one machine it can be moved. */
  readonly clockOffset: number;
}

const Probe = z.object({ url: z.string(), region: z.string() });
export type Probe = z.infer<typeof Probe>;

const LocalClock = z.object({ offsetSeconds: z.number() });

const PortalConfig = z.object({
  controlUrl: z.string(),
  gatewayUrl: z.string(),
  issuer: z.optional(z.string()),
  probe: z.optional(Probe),
});
type PortalConfig = z.infer<typeof PortalConfig>;

/** Milliseconds. */
const WITHIN = 15_000;

const get = (url: string): Promise<Incoming | undefined> =>
  exchange({ url, headers: { Accept: "application/json" } }, AbortSignal.timeout(WITHIN)).catch(
    () => undefined,
  );

const configAt = async (origin: string): Promise<PortalConfig | undefined> => {
  const answer = await get(`${origin}/config.json`);
  const read = PortalConfig.safeParse(answer && jsonBody(answer.body));
  return read.success ? read.data : undefined;
};

/** The origin that may read what API Gateway answers itself is the portal's. */
const portalOf = async (control: string): Promise<string | undefined> => {
  const origin = (await get(`${control}/v1/me`))?.headers.get("access-control-allow-origin");
  return origin && URL.canParse(origin) ? new URL(origin).origin : undefined;
};

/**
 * On one machine the portal has the control plane's own origin; deployed it has another, and its `config.json` names both
 * planes. `gateway`, where it is given, is not looked for.
 */
export const findAddresses = async (control: string, gateway?: string): Promise<Addresses | undefined> => {
  const portal = (await configAt(control)) ? control : await portalOf(control);
  const config = portal === undefined ? undefined : await configAt(portal);
  const found = gateway ?? config?.gatewayUrl;
  if (found === undefined) return undefined;
  const [clock, inbox, echo] = await Promise.all([
    get(`${control}/_local/clock`),
    get(`${control}/_local/inbox.json`),
    get(`${control}/_local/upstreams/echo`),
  ]);
  const offset = LocalClock.safeParse(clock && jsonBody(clock.body));
  return {
    clockOffset: offset.success ? offset.data.offsetSeconds * 1000 : 0,
    control: config?.controlUrl ?? control,
    gateway: found,
    ...(portal === undefined ? {} : { portal }),
    ...(config?.probe === undefined ? {} : { probe: config.probe }),
    ...(config?.issuer === undefined ? {} : { issuer: config.issuer }),
    ...(inbox?.status === 200 ? { inbox: `${control}/_local/inbox.json` } : {}),
    // By the address that the stage has of itself: others of its own are refused as upstreams.
    ...(echo?.status === 200
      ? { ownUpstream: `${config?.controlUrl ?? control}/_local/upstreams/echo` }
      : {}),
  };
};
