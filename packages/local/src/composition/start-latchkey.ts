import { randomUUID } from "node:crypto";
import { mkdir } from "node:fs/promises";
import { join } from "node:path";
import { SecretsManagerClient } from "@aws-sdk/client-secrets-manager";
import { createEngineClient } from "@latchkey/aws/dynamo/engine-client";
import { createTableInput, TTL_ATTRIBUTE } from "@latchkey/aws/dynamo/table-definition";
import { setClockOffset } from "@latchkey/functions/composition/clock";
import { putEventsInProcess, startBusEndpoint } from "../bus/bus-endpoint.ts";
import { createLocalClock } from "../clock/local-clock.ts";
import { DEMO_PEOPLE, seedDemo } from "../demo/seed-demo.ts";
import { startEngine } from "../dynamodb/embedded-engine.ts";
import { ensureTable } from "../dynamodb/ensure-table.ts";
import { streamCalls } from "../dynamodb/stream-calls.ts";
import { openInboxStore } from "../inbox/inbox-store.ts";
import { startSmtpInbox } from "../inbox/smtp-inbox.ts";
import { startOidcIssuer } from "../issuer/oidc-issuer.ts";
import { rootEndpoint } from "../root/root-endpoint.ts";
import { startSecretsEndpoint } from "../secrets/secrets-endpoint.ts";
import { busRules } from "./bus-rules.ts";
import { BUS_NAME, lambdaEnvironment, newAccessKeyId, TABLE_NAME, urlOf } from "./environment.ts";
import { gatheredOutput } from "./gathered-output.ts";
import { type LocalSettings, openDoor } from "./local-settings.ts";
import { startLogSubscription } from "./log-subscription.ts";
import { migrateTable, seedKeyRings, seedRoot } from "./seed.ts";
import { startPlanes } from "./serve-planes.ts";
import { startStreams } from "./streams.ts";
import { startTimers } from "./timers.ts";
import { untilTold } from "./until-told.ts";

/** Where admins see it. It is in a file of its own already, should this fail. */
const keepLetter = async (letter: { listener: string; input: unknown; reason: string }): Promise<void> => {
  const { deadLetters, keepBusLetter } = await import("@latchkey/functions/dead-letters/keep-bus-letter");
  await keepBusLetter(deadLetters(), letter);
};

/** Latchkey running on this machine. */
export interface Latchkey {
  controlUrl: string;
  gatewayUrl: string;
  issuerUrl: string;
  rootKey: string;
  /** Ends everything in the reverse order of its start. Nothing that was acknowledged is lost. */
  stop(): Promise<void>;
}

export interface StartOptions {
  settings: LocalSettings;
  /** Told when a part dies that the rest cannot live without. */
  onFailure(reason: string): void;
  report(message: string, error?: unknown): void;
}

/** Starts every part, the data at the bottom first. */
export const startLatchkey = async ({ settings, onFailure, report }: StartOptions): Promise<Latchkey> => {
  const stops: (() => Promise<void>)[] = [];
  const started = <T extends { stop(): Promise<void> }>(part: T): T => {
    stops.push(() => part.stop());
    return part;
  };
  const stop = async () => {
    for (const end of stops.reverse()) await end().catch((error: unknown) => report("stopping", error));
  };
  try {
    const warning = openDoor(settings);
    if (warning !== undefined) report(warning);
    await mkdir(settings.data, { recursive: true, mode: 0o700 });
    const clock = createLocalClock(settings.clockOffsetSeconds);
    setClockOffset(clock.offsetSeconds() * 1000);
    clock.onChange((seconds) => setClockOffset(seconds * 1000));
    const accessKeyId = newAccessKeyId();
    const parts = {
      accessKeyId,
      now: clock.now,
      newId: randomUUID,
      onError: (error: unknown) => report("", error),
    };

    const engine = started(
      await startEngine({
        dataDirectory: settings.data,
        ...(settings.dynamoEndpoint === undefined ? {} : { endpoint: settings.dynamoEndpoint }),
        onUnexpectedExit: onFailure,
        report,
      }),
    );
    const inbox = await openInboxStore(join(settings.data, "inbox.jsonl"));
    started({ stop: () => inbox.close() });
    const smtp = started(await startSmtpInbox({ store: inbox, now: clock.now, onError: parts.onError }));
    const secrets = started(
      await startSecretsEndpoint({ ...parts, path: join(settings.data, "secrets.json") }),
    );
    const issuer = started(
      await startOidcIssuer({
        port: settings.port + 2,
        host: settings.host,
        reachedAt: settings.reachedAt,
        keysPath: join(settings.data, "issuer.json"),
        portal: {
          clientId: "latchkey-portal",
          redirectUris: [`${urlOf(settings, 0)}/signed-in`],
          postLogoutRedirectUris: [`${urlOf(settings, 0)}/`],
        },
        // It asks for no password: a client on another machine could become the demo's admin.
        people: settings.isLoopback && settings.seed === "demo" ? DEMO_PEOPLE : [],
        anyEmail: settings.isLoopback,
        now: clock.now,
        onError: parts.onError,
      }),
    );
    const bus = started(
      await startBusEndpoint({
        ...parts,
        dataDirectory: settings.data,
        busName: BUS_NAME,
        rules: busRules(),
        onDeadLetter: ({ rule, event, error }) => {
          report(`dead letter of ${rule}: ${event["detail-type"]}: ${error}`);
          keepLetter({ listener: rule, input: event, reason: error }).catch((failure: unknown) =>
            report("keeping a dead letter", failure),
          );
        },
      }),
    );
    Object.assign(
      process.env,
      lambdaEnvironment(
        settings,
        {
          dynamodb: engine.endpoint,
          secrets: secrets.url,
          bus: bus.url,
          smtp: smtp.url,
          issuer: issuer.issuer,
          clientId: issuer.clientId,
        },
        accessKeyId,
        process.env,
      ),
    );

    const table = createEngineClient();
    started({ stop: async () => table.destroy() });
    const { setDynamoClient } = await import("@latchkey/functions/composition/dependencies");
    setDynamoClient(() => table);
    const { setPutEvents } = await import("@latchkey/functions/relay/relay-dependencies");
    setPutEvents(() => putEventsInProcess(bus));
    await ensureTable(table, { table: createTableInput(TABLE_NAME), timeToLiveAttribute: TTL_ATTRIBUTE });
    await seedKeyRings(new SecretsManagerClient({}), clock.now());
    await migrateTable(report);
    const rootKey = await seedRoot(settings.data);
    started(
      await startStreams({
        table,
        streams: streamCalls({ endpoint: engine.endpoint }),
        endpoint: engine.endpoint,
        data: settings.data,
        report,
      }),
    );
    const { handler: ingest } = await import("@latchkey/functions/usage/ingest-lambda");
    const lineWritten = gatheredOutput(process.stdout, (run) => process.once("exit", run));
    started(startLogSubscription(ingest, report, lineWritten));
    const { handler: invokeRoot } = await import("@latchkey/functions/root/root-lambda");
    const root = rootEndpoint(settings.data, invokeRoot);
    started(await startPlanes(settings, { inbox, clock, issuer, root }));
    started(startTimers(clock, untilTold(bus), report));
    if (settings.seed === "demo") await seedDemo(urlOf(settings, 0), rootKey);
    return {
      controlUrl: urlOf(settings, 0),
      gatewayUrl: urlOf(settings, 1),
      issuerUrl: issuer.issuer,
      rootKey,
      stop,
    };
  } catch (error) {
    await stop();
    throw error;
  }
};
