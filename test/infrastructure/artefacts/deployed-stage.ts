import { randomUUID } from "node:crypto";
import { join } from "node:path";
import { CreateSecretCommand, SecretsManagerClient } from "@aws-sdk/client-secrets-manager";
import { createTableInput, TTL_ATTRIBUTE } from "@latchkey/aws/dynamo/table-definition";
import { startBusEndpoint } from "@latchkey/local/bus/bus-endpoint";
import type { Lambdas } from "@latchkey/local/composition/lambdas";
import { planeApi } from "@latchkey/local/composition/planes";
import { ensureTable } from "@latchkey/local/dynamodb/ensure-table";
import { startStreamPoller } from "@latchkey/local/dynamodb/stream-poller";
import { startTemporaryEngine } from "@latchkey/local/dynamodb/temporary-engine";
import { parseEventPattern } from "@latchkey/local/event-pattern/parse-event-pattern";
import { awslambda, LambdaResponseStream } from "@latchkey/local/rest-api/lambda-runtime-shim";
import { startRestApi } from "@latchkey/local/rest-api/rest-server";
import { startSecretsEndpoint } from "@latchkey/local/secrets/secrets-endpoint";
import { functionsOf, named, ofType } from "../graph/evaluate-stage.ts";
import type { Graph } from "../graph/graph.ts";
import { type AwsRecorder, startAwsRecorder } from "./aws-recorder.ts";
import type { Artefact } from "./build-artefacts.ts";
import { type LambdaProcess, startLambdaProcess } from "./lambda-process.ts";
import { feedsOf, namesOf, rulesOf } from "./wiring.ts";

/** A stage as the graph describes it, on this machine: every function is its bundle, in a process of its own. */
export interface DeployedStage {
  control: string;
  gateway: string;
  mails: string[];
  faults: string[];
  invoke(name: string, event: unknown): Promise<unknown>;
  log(name: string): string;
  /** What IAM would have been asked for, for each function. */
  used(name: string): ReadonlySet<string>;
  stop(): Promise<void>;
}

const ACCESS_KEY_ID = "ARTEFACTS";

export const startDeployedStage = async (
  graph: Graph,
  stage: string,
  artefacts: readonly Artefact[],
): Promise<DeployedStage> => {
  const stops: (() => unknown)[] = [];
  const mails: string[] = [];
  const faults: string[] = [];
  const processes = new Map<string, LambdaProcess>();
  const recorders = new Map<string, AwsRecorder>();
  const lambdaOf = (name: string): LambdaProcess => {
    const found = processes.get(name);
    if (!found) throw new Error(`The stage has no function ${name}.`);
    return found;
  };

  const engine = await startTemporaryEngine();
  stops.push(() => engine[Symbol.asyncDispose]());
  const tableName = String(named(graph, "aws:dynamodb/table:Table", "TableTable").inputs["name"]);
  await ensureTable(engine.client, {
    table: createTableInput(tableName),
    timeToLiveAttribute: TTL_ATTRIBUTE,
  });
  const parts = {
    accessKeyId: ACCESS_KEY_ID,
    now: Date.now,
    newId: randomUUID,
    onError: (error: unknown) => faults.push(String(error)),
  };
  const secrets = await startSecretsEndpoint({ ...parts, path: join(engine.dataDirectory, "secrets.json") });
  stops.push(secrets.stop);
  await createSecrets(secrets.url, graph);
  const busName = String(named(graph, "aws:cloudwatch/eventBus:EventBus", "BusBus").inputs["name"]);
  const bus = await startBusEndpoint({
    ...parts,
    dataDirectory: engine.dataDirectory,
    busName,
    rules: rulesOf(graph).map(({ name, pattern, target, queue }) => ({
      name,
      pattern: parseEventPattern(pattern),
      target: async (event) => {
        if (queue === undefined) {
          await lambdaOf(target).invoke(event);
          return;
        }
        const batch = { Records: [{ messageId: randomUUID(), body: JSON.stringify(event) }] };
        const { batchItemFailures } = Object(await lambdaOf(target).invoke(batch));
        if (batchItemFailures.length > 0) throw new Error(`${target} has not taken what ${queue} brought.`);
      },
    })),
    onDeadLetter: ({ rule, error }) => faults.push(`dead letter of ${rule}: ${error}`),
  });
  stops.push(bus.stop);

  const services = {
    dynamodb: engine.endpoint,
    secrets: secrets.url,
    bus: bus.url,
    objects: new Map<string, string>(),
  };
  const physical = namesOf(graph);
  await Promise.all(
    [...functionsOf(graph, stage)].map(async ([name, { inputs }]) => {
      const artefact = artefacts.find((each) => each.name === name);
      if (!artefact) throw new Error(`SST has built no ${name}.`);
      const recorder = await startAwsRecorder({
        services,
        nameOf: (given) => physical.get(given) ?? `unknown:${given}`,
        onMail: (mail) => mails.push(mail),
      });
      stops.push(recorder.close);
      recorders.set(name, recorder);
      const lambda = await startLambdaProcess({
        functionName: String(inputs["name"]),
        directory: artefact.directory,
        environment: {
          ...Object(inputs["environment"]).variables,
          AWS_REGION: "eu-central-1",
          AWS_ACCESS_KEY_ID: ACCESS_KEY_ID,
          AWS_SECRET_ACCESS_KEY: "none",
          AWS_ENDPOINT_URL: recorder.url,
        },
      });
      stops.push(lambda.stop);
      processes.set(name, lambda);
    }),
  );

  for (const { reader, filters } of feedsOf(graph)) {
    const poller = startStreamPoller({
      table: engine.client,
      streams: engine.streams,
      tableName,
      positionPath: join(engine.dataDirectory, `${reader}-position.json`),
      filters: filters.map(parseEventPattern),
      handler: (event) => lambdaOf(reader).invoke(event),
      onFailure: async ({ records }) => void faults.push(`${reader} gave up on ${records.length} records`),
      onError: (error) => faults.push(String(error)),
    });
    stops.push(poller.stop);
  }

  const startPlane = async (plane: "control" | "gateway") => {
    const title = plane === "control" ? "Control" : "Gateway";
    const authorizer = (event: unknown) => lambdaOf("authorizer").invoke(event);
    const api = await startRestApi(
      {
        ...planeApi(plane, handlersOf(processes.keys(), lambdaOf), authorizer, Date.now, {
          controlUrl: "https://api.latchkey.test",
          gatewayUrl: "https://gateway.latchkey.test",
        }),
        apiId: `${title}Api-id`,
        report: ({ functionName, message, error }) =>
          faults.push(`${functionName}: ${message} ${error ?? ""}`),
      },
      { port: 0, host: "127.0.0.1" },
    );
    stops.push(api.close);
    return `http://127.0.0.1:${api.port}`;
  };
  return {
    control: await startPlane("control"),
    gateway: await startPlane("gateway"),
    mails,
    faults,
    invoke: (name, event) => lambdaOf(name).invoke(event),
    log: (name) => lambdaOf(name).log(),
    used: (name) => recorders.get(name)?.used ?? new Set(),
    stop: async () => {
      for (const stop of stops.reverse()) await stop();
    },
  };
};

const createSecrets = async (endpoint: string, graph: Graph): Promise<void> => {
  const client = new SecretsManagerClient({
    endpoint,
    region: "eu-central-1",
    credentials: { accessKeyId: ACCESS_KEY_ID, secretAccessKey: "none" },
  });
  for (const { inputs } of ofType(graph, "aws:secretsmanager/secret:Secret"))
    await client.send(new CreateSecretCommand({ Name: String(inputs["name"]) }));
  client.destroy();
};

const handlersOf = (names: Iterable<string>, lambdaOf: (name: string) => LambdaProcess): Lambdas => {
  const buffered = [...names].map((name) => [name, (event: unknown) => lambdaOf(name).invoke(event)]);
  const gateway = awslambda.streamifyResponse(async (event: unknown, stream: unknown) => {
    if (!(stream instanceof LambdaResponseStream)) throw new Error("The gateway streams.");
    await lambdaOf("gateway").stream(event, stream);
  });
  return { ...Object.fromEntries(buffered), gateway };
};
