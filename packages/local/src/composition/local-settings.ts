import { randomBytes } from "node:crypto";
import { resolve } from "node:path";
import { Settings } from "@latchkey/functions/composition/settings";
import { type PortalBrand, portalBrand } from "@latchkey/functions/routes/portal-brand";
import * as z from "zod/mini";
import { parseClockOffset } from "../clock/local-clock.ts";
import { SIGNATURE_V4_DROPPED, type SignatureV4Dropped } from "../rest-api/signature-v4-header.ts";
import { STAGE_FAULTS, type StageFault } from "../rest-api/stage-faults.ts";

const Port = z.coerce.number().check(z.int(), z.minimum(1), z.maximum(65_533));

const Names = z.transform((text: string) => text.split(",").filter((name) => name !== ""));

const Environment = z.object({
  LATCHKEY_PORT: z._default(Port, 4000),
  LATCHKEY_HOST: z._default(z.string().check(z.minLength(1)), "127.0.0.1"),
  LATCHKEY_REACHED_AT: z.optional(z.string().check(z.regex(/^[a-z0-9.:-]{1,253}$/i))),
  LATCHKEY_DATA: z._default(z.string().check(z.minLength(1)), ".latchkey"),
  LATCHKEY_SEED: z._default(z.enum(["demo", "none"]), "demo"),
  DYNAMODB_ENDPOINT: z.optional(z.url()),
  SMTP_URL: z.optional(z.string()),
  LATCHKEY_CLOCK_OFFSET: z.optional(z.string()),
  LATCHKEY_SIGNATURE_EDGE: z._default(z.enum(["true", "false"]), "false"),
  LATCHKEY_SIGV4_HEADER: z._default(z.enum(SIGNATURE_V4_DROPPED), "off"),
  /** For tests of programs that examine a stage; names of `STAGE_FAULTS` with commas between them. */
  LATCHKEY_STAGE_FAULTS: z.optional(z.pipe(z.pipe(z.string(), Names), z.array(z.enum(STAGE_FAULTS)))),
});

/** What the functions read from the environment by themselves: checked before anything starts. */
const OfFunctions = z.pick(Settings, {
  LATCHKEY_BRAND_NAME: true,
  LATCHKEY_BRAND_COLOR: true,
  LATCHKEY_BRAND_MARK: true,
  LATCHKEY_BRAND_LINKS: true,
  LATCHKEY_PUBLIC_CATALOG: true,
  LATCHKEY_KEY_PREFIX: true,
  LATCHKEY_GITHUB_KEYS: true,
  LATCHKEY_RESERVED_SLUGS: true,
  LATCHKEY_PUBLICATION: true,
  LATCHKEY_TEAMS_PER_PERSON: true,
  LATCHKEY_SERVICES_PER_TEAM: true,
  LATCHKEY_CONSUMERS_PER_TEAM: true,
  LATCHKEY_MAX_CONCURRENT_CALLS: true,
  LATCHKEY_IAM_UPSTREAMS: true,
  LATCHKEY_MAILS_PER_PERSON: true,
  LATCHKEY_MAILS_PER_TEAM: true,
  LATCHKEY_KEY_ROTATION_DAYS: true,
});

export interface LocalSettings {
  /** The portal and the control plane; the gateway is one above, the issuer two. */
  port: number;
  /** The address to listen on. */
  host: string;
  /** The host name in links, and of the issuer. */
  reachedAt: string;
  /** Whether it is reached from this machine alone: then people sign in without a password. */
  isLoopback: boolean;
  data: string;
  seed: "demo" | "none";
  dynamoEndpoint?: string;
  smtpUrl?: string;
  clockOffsetSeconds: number;
  signatureV4Dropped: SignatureV4Dropped;
  /** Of the edge in front of the gateway, where there is one: new for each start. */
  edgeSecret?: string;
  stageFaults: readonly StageFault[];
  /** As the portal shows the stage. */
  brand: PortalBrand;
  publicCatalog: boolean;
}

/** @throws Error with a sentence for each setting that makes no sense. */
export const localSettings = (environment: NodeJS.ProcessEnv): LocalSettings => {
  const parsed = Environment.safeParse(environment);
  if (!parsed.success) throw new Error(z.prettifyError(parsed.error));
  const others = OfFunctions.safeParse(environment);
  if (!others.success) throw new Error(z.prettifyError(others.error));
  const read = parsed.data;
  const reachedAt = read.LATCHKEY_REACHED_AT ?? read.LATCHKEY_HOST;
  return {
    port: read.LATCHKEY_PORT,
    host: read.LATCHKEY_HOST,
    reachedAt: reachedAt === "0.0.0.0" ? "127.0.0.1" : reachedAt,
    isLoopback: isLoopbackHost(reachedAt),
    data: resolve(read.LATCHKEY_DATA),
    seed: read.LATCHKEY_SEED,
    ...(read.DYNAMODB_ENDPOINT === undefined ? {} : { dynamoEndpoint: read.DYNAMODB_ENDPOINT }),
    ...(read.SMTP_URL === undefined ? {} : { smtpUrl: read.SMTP_URL }),
    clockOffsetSeconds: parseClockOffset(read.LATCHKEY_CLOCK_OFFSET),
    signatureV4Dropped: read.LATCHKEY_SIGV4_HEADER,
    ...(read.LATCHKEY_SIGNATURE_EDGE === "true" ? { edgeSecret: randomBytes(32).toString("base64url") } : {}),
    stageFaults: read.LATCHKEY_STAGE_FAULTS ?? [],
    brand: portalBrand({
      name: others.data.LATCHKEY_BRAND_NAME,
      color: others.data.LATCHKEY_BRAND_COLOR,
      mark: others.data.LATCHKEY_BRAND_MARK,
      links: others.data.LATCHKEY_BRAND_LINKS,
    }),
    publicCatalog: others.data.LATCHKEY_PUBLIC_CATALOG === "true",
  };
};

/** What to know before others reach the ports: that nothing else keeps them out. */
export const openDoor = ({ host, reachedAt, isLoopback }: LocalSettings): string | undefined =>
  isLoopback && !isLoopbackHost(host)
    ? `listening on ${host}, where all who reach the ports sign in without a password: publish them on ${reachedAt} alone`
    : undefined;

/** Whether a host name is the machine's own. */
export const isLoopbackHost = (host: string): boolean =>
  host === "localhost" || host === "::1" || host === "[::1]" || /^127(?:\.\d{1,3}){3}$/.test(host);

export const HELP = `Latchkey on one machine.

  npm start            everything: portal, management API, gateway, issuer, DynamoDB, mail

Environment:
  LATCHKEY_PORT          portal and management API (4000); the gateway is one above, the OIDC issuer two
  LATCHKEY_HOST          the address to listen on (127.0.0.1); on any but loopback nobody can sign in to the portal,
                         as no password is asked: root's API key works
  LATCHKEY_REACHED_AT    the host name that callers use, where it is another (LATCHKEY_HOST): 127.0.0.1 in a container whose
                         ports are published on loopback alone. With a loopback name all who reach it sign in without a password
  LATCHKEY_DATA          where everything is kept (.latchkey)
  LATCHKEY_SEED          demo (two services, a team, three people) or none (demo)
  LATCHKEY_CLOCK_OFFSET  seconds added to every clock (0)
  LATCHKEY_SIGV4_HEADER  what AWS may drop an Authorization with a Signature V4 from: off (nothing), integration (the
                         functions' events) or both (the authorizer's too, which then refuses it) (off)
  LATCHKEY_SIGNATURE_EDGE  true puts the edge in front of the gateway that a stage has by the setting signatureEdge (false)
  DYNAMODB_ENDPOINT      another engine than the embedded one, which is running
  DYNAMODB_LOCAL_JAR     AWS's DynamoDB Local, to run with Java in place of the embedded engine
  LATCHKEY_KEY_PREFIX          what new API keys begin with, 2 to 8 letters from a to z; client secrets with cs after it (lk)
  LATCHKEY_GITHUB_KEYS         GitHub's public keys of secret scanning: JSON, or a file with it (none)
  LATCHKEY_RESERVED_SLUGS      slugs of teams and services that only admins give, with commas between them (none)
  LATCHKEY_PUBLICATION         free, or reviewed: other teams see a service once an admin has agreed (free)
  LATCHKEY_TEAMS_PER_PERSON    how many teams a person makes in a day (20)
  LATCHKEY_SERVICES_PER_TEAM   how many services a team has (100)
  LATCHKEY_CONSUMERS_PER_TEAM  how many consumers a team has (10000)
  LATCHKEY_MAX_CONCURRENT_CALLS  how many calls to one service run at once (200)
  LATCHKEY_IAM_UPSTREAMS       JSON: which calls are signed with AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY (none), as
                               [{"teams": […], "service": "lambda", "region": "eu-central-1", "url": "https://…"}]
  LATCHKEY_MAILS_PER_PERSON    how many mails a person or a program causes in a day; more wait for a digest (200)
  LATCHKEY_MAILS_PER_TEAM      how many mails a team causes in a day; more wait for a digest (500)
  LATCHKEY_KEY_ROTATION_DAYS   how many days old a key becomes before it is replaced; 0: never (90)
  LATCHKEY_BRAND_NAME    what the portal, mails and pages call it (Latchkey)
  LATCHKEY_BRAND_COLOR   its colour, dark enough for white text, as #0b5f63
  LATCHKEY_BRAND_MARK    its mark, as data:image/svg+xml;base64,… (or png)
  LATCHKEY_BRAND_LINKS   JSON: links in the portal, as [{"label": "Support", "url": "https://…"}]
  LATCHKEY_PUBLIC_CATALOG  true shows public services to everybody, without signing in (false)
  SMTP_URL               where mails go in place of the inbox, smtp://host:port
`;
