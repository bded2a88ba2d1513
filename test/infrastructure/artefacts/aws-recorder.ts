import { createServer, type IncomingMessage } from "node:http";
import { buffer } from "node:stream/consumers";
import { listening } from "./loopback.ts";
import { answerObject, isObject, objectPermission } from "./objects.ts";

/** Where each service's requests go. */
export interface Services {
  dynamodb: string;
  secrets: string;
  bus: string;
  /** All that S3 holds, by `/bucket/key`. */
  objects: Map<string, string>;
}

export interface RecorderOptions {
  services: Services;
  /** How the graph calls what the function calls by its physical name. */
  nameOf(physical: string): string;
  onMail(mail: string): void;
}

export interface AwsRecorder {
  /** For AWS_ENDPOINT_URL: every service of one function. */
  url: string;
  /** `dynamodb:GetItem TableTable`: what IAM would have been asked for. */
  used: ReadonlySet<string>;
  close(): void;
}

/** A proxy between one function and the local AWS services, which records the permissions that IAM would check. */
export const startAwsRecorder = async (options: RecorderOptions): Promise<AwsRecorder> => {
  const used = new Set<string>();
  const server = createServer(async (request, response) => {
    const body = await buffer(request);
    for (const permission of permissionsOf(request, body, options)) used.add(permission);
    if (request.url?.startsWith("/v2/email/")) {
      options.onMail(Buffer.from(JSON.parse(body.toString()).Content.Raw.Data, "base64").toString());
      response.writeHead(200, { "Content-Type": "application/json" }).end('{"MessageId":"test"}');
      return;
    }
    if (isObject(request)) {
      answerObject(request, body, options.services.objects, response);
      return;
    }
    const answer = await fetch(serviceOf(request, options.services), {
      method: "POST",
      headers: forwarded(request),
      body: new Uint8Array(body),
    });
    response.writeHead(answer.status, {
      "Content-Type": answer.headers.get("content-type") ?? "application/x-amz-json-1.1",
    });
    response.end(Buffer.from(await answer.arrayBuffer()));
  });
  const url = await listening(server);
  return {
    url,
    used,
    close: () => {
      server.closeAllConnections();
      server.close();
    },
  };
};

const targetOf = (request: IncomingMessage): [service: string, operation: string] => {
  const [service = "", operation = ""] = String(request.headers["x-amz-target"] ?? "").split(".");
  return [service, operation];
};

const serviceOf = (request: IncomingMessage, services: Services): string => {
  const [service] = targetOf(request);
  if (service.startsWith("DynamoDB")) return services.dynamodb;
  if (service === "secretsmanager") return services.secrets;
  if (service === "AWSEvents") return services.bus;
  throw new Error(`No service on this machine answers ${service}.`);
};

const forwarded = (request: IncomingMessage): Record<string, string> =>
  Object.fromEntries(
    ["authorization", "content-type", "x-amz-target", "x-amz-date"].flatMap((name) => {
      const value = request.headers[name];
      return typeof value === "string" ? [[name, value]] : [];
    }),
  );

/** Service Authorization Reference: which actions an API operation asks for, and on what. */
const permissionsOf = (request: IncomingMessage, body: Buffer, { nameOf }: RecorderOptions): string[] => {
  const [service, operation] = targetOf(request);
  if (isObject(request)) return [objectPermission(request, nameOf)];
  const input = JSON.parse(body.toString());
  if (request.url?.startsWith("/v2/email/"))
    return [`ses:${input.Content.Raw ? "SendRawEmail" : "SendEmail"} identity/*`];
  if (service === "secretsmanager") return [`secretsmanager:${operation} ${nameOf(input.SecretId)}`];
  if (service === "AWSEvents")
    return input.Entries.map(
      (entry: { EventBusName: string }) => `events:${operation} ${nameOf(entry.EventBusName)}`,
    );
  if (operation === "TransactWriteItems") return input.TransactItems.map(transactionPermission(nameOf));
  if (operation === "TransactGetItems")
    return input.TransactItems.map(
      (item: { Get: { TableName: string } }) => `dynamodb:GetItem ${nameOf(item.Get.TableName)}`,
    );
  if (operation === "BatchGetItem" || operation === "BatchWriteItem")
    return Object.keys(input.RequestItems).map((table) => `dynamodb:${operation} ${nameOf(table)}`);
  const index = input.IndexName ? `/index/${input.IndexName}` : "";
  return [`dynamodb:${operation} ${nameOf(input.TableName)}${index}`];
};

const TRANSACTION_ACTIONS: Record<string, string> = {
  Put: "PutItem",
  Update: "UpdateItem",
  Delete: "DeleteItem",
  ConditionCheck: "ConditionCheckItem",
};

const transactionPermission =
  (nameOf: (physical: string) => string) =>
  (item: Record<string, { TableName: string }>): string => {
    const [[kind, { TableName }] = ["", { TableName: "" }]] = Object.entries(item);
    return `dynamodb:${TRANSACTION_ACTIONS[kind]} ${nameOf(TableName)}`;
  };
