import { type Credentials, CredentialsMissing } from "./credentials.ts";
import { pause } from "./pause.ts";
import { createPost } from "./post.ts";

type Environment = Readonly<Record<string, string | undefined>>;

interface Temporary extends Credentials {
  /** Milliseconds since the epoch. */
  expiresAt: number;
}

const CONTAINER_HOST = "http://169.254.170.2";
/** Hosts of ECS and EKS, and loopback: to others nothing is sent over plain http. */
const PLAIN_HOSTS =
  /^(?:169\.254\.170\.2|169\.254\.170\.23|\[fd00:ec2::23\]|\[::1\]|localhost|127(?:\.\d{1,3}){3})$/;
const TIMEOUT_MS = 1000;
const MAX_ATTEMPTS = 4;
const BETWEEN_ATTEMPTS_MS = 1000;
const MOST_BYTES = 64 * 1024;
/** Asked for again when less than this is left. */
const EARLY_MS = 5 * 60_000;
/** Those that still hold serve while new ones cannot be had, asked for as often as this. */
const BETWEEN_REFRESHES_MS = 10_000;

/**
 * Temporary credentials from the endpoint that the environment names (AWS SDKs and Tools Reference Guide, "Container
 * credential provider"), as a Lambda that was restored from a snapshot has them. One request at a time, however many wait.
 *
 * @throws CredentialsMissing where no endpoint is named, or where it answers with none and the last ones are over.
 */
export const createContainerCredentials = (
  environment: Environment,
  now: () => number = Date.now,
  betweenAttempts: number = BETWEEN_ATTEMPTS_MS,
): (() => Promise<Credentials>) => {
  let held: Temporary | undefined;
  let asked: Promise<Temporary> | undefined;
  let failedAt = Number.NEGATIVE_INFINITY;

  const refresh = (): Promise<Temporary> => {
    asked ??= fetchCredentials(environment, betweenAttempts)
      .then((found) => {
        held = found;
        return found;
      })
      .catch((error: unknown) => {
        failedAt = now();
        throw error;
      })
      .finally(() => {
        asked = undefined;
      });
    return asked;
  };

  return async () => {
    const left = held ? held.expiresAt - now() : 0;
    if (held && left > EARLY_MS) return held;
    if (held && left > 0) {
      // A failure is met when they are over, if not made good by then.
      if (now() - failedAt >= BETWEEN_REFRESHES_MS) refresh().catch(() => undefined);
      return held;
    }
    return refresh();
  };
};

const addressIn = (environment: Environment): URL => {
  const relative = environment["AWS_CONTAINER_CREDENTIALS_RELATIVE_URI"];
  const full = environment["AWS_CONTAINER_CREDENTIALS_FULL_URI"];
  const url = URL.parse(relative ? `${CONTAINER_HOST}${relative}` : (full ?? ""));
  if (!url)
    throw new CredentialsMissing("The environment holds no credentials and names no endpoint of them.");
  if (url.protocol !== "https:" && !(url.protocol === "http:" && PLAIN_HOSTS.test(url.hostname)))
    throw new CredentialsMissing("Credentials are asked for over https, or of the container's own hosts.");
  return url;
};

const tokenIn = async (environment: Environment): Promise<string | undefined> => {
  const file = environment["AWS_CONTAINER_AUTHORIZATION_TOKEN_FILE"];
  const token = file
    ? await process.getBuiltinModule("node:fs/promises").readFile(file, "utf8")
    : environment["AWS_CONTAINER_AUTHORIZATION_TOKEN"];
  if (token !== undefined && /[\r\n]/.test(token))
    throw new CredentialsMissing("The token of the credentials' endpoint holds a line feed.");
  return token;
};

const fetchCredentials = async (environment: Environment, betweenAttempts: number): Promise<Temporary> => {
  const url = addressIn(environment);
  const { post, close } = createPost({
    url,
    method: "GET",
    mostBytes: MOST_BYTES,
    connectionTimeout: TIMEOUT_MS,
    requestTimeout: TIMEOUT_MS,
  });
  try {
    for (let attempt = 1; ; attempt += 1) {
      try {
        const token = await tokenIn(environment);
        const { status, bytes } = await post(token ? { authorization: token } : {}, undefined);
        if (status !== 200) throw new CredentialsMissing(`The credentials' endpoint answered ${status}.`);
        return parseCredentials(bytes.toString());
      } catch (error) {
        // What the answer holds is told to no log, nor by the error of what could not be parsed.
        if (attempt === MAX_ATTEMPTS)
          throw error instanceof CredentialsMissing
            ? error
            : new CredentialsMissing("The credentials' endpoint did not answer with credentials.");
        await pause(betweenAttempts);
      }
    }
  } finally {
    close();
  }
};

const parseCredentials = (text: string): Temporary => {
  const { AccessKeyId, SecretAccessKey, Token, Expiration } = Object(JSON.parse(text));
  const expiresAt = typeof Expiration === "string" ? Date.parse(Expiration) : Number.NaN;
  const isWhole = [AccessKeyId, SecretAccessKey, Token].every(
    (each) => typeof each === "string" && each !== "",
  );
  if (!isWhole || Number.isNaN(expiresAt))
    throw new CredentialsMissing("The credentials' endpoint answered with what are no credentials.");
  return { accessKeyId: AccessKeyId, secretAccessKey: SecretAccessKey, sessionToken: Token, expiresAt };
};
