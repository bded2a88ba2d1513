import type { IncomingMessage, ServerResponse } from "node:http";
import { now } from "@latchkey/functions/composition/clock";
import { CLI_CLIENT_ID } from "../issuer/issuer-configuration.ts";
import { type ServePortal, servePortal } from "../portal/serve-portal.ts";
import { handleRest } from "../rest-api/rest-handler.ts";
import "../rest-api/lambda-runtime-shim.ts";
import { createRestServer, listen } from "../rest-api/rest-server.ts";
import { urlOf } from "./environment.ts";
import { loadLambdas } from "./lambdas.ts";
import { answerLocal, type LocalTools } from "./local-routes.ts";
import type { LocalSettings } from "./local-settings.ts";
import { gatewayEdge, planeApi } from "./planes.ts";

/** Serves both planes; on the control plane's address also what only one machine has. */
export const startPlanes = async (
  settings: LocalSettings,
  tools: LocalTools,
): Promise<{ stop(): Promise<void> }> => {
  const lambdas = await loadLambdas();
  const { handler: authorizer } = await import("@latchkey/functions/authorizer/authorizer-lambda");
  const edge = settings.edgeSecret === undefined ? undefined : gatewayEdge(settings.edgeSecret);
  const addresses = { controlUrl: urlOf(settings, 0), gatewayUrl: urlOf(settings, 1) };
  const plane = (name: "control" | "gateway") =>
    handleRest({
      ...planeApi(name, lambdas, authorizer, now, addresses),
      ...(edge && name === "gateway" ? { edge } : {}),
      signatureV4Dropped: settings.signatureV4Dropped,
      faults: settings.stageFaults,
    });
  const control = plane("control");
  const gateway = plane("gateway");
  const portal = await servePortal({
    ...addresses,
    issuer: tools.issuer.issuer,
    clientId: tools.issuer.clientId,
    cliClientId: CLI_CLIENT_ID,
    brand: settings.brand,
    publicCatalog: settings.publicCatalog,
  });
  const servers = [
    createRestServer((request, response) =>
      answerControl(settings, tools, portal, control, request, response),
    ),
    createRestServer(gateway),
  ] as const;
  await listen(servers[0].server, { host: settings.host, port: settings.port });
  await listen(servers[1].server, { host: settings.host, port: settings.port + 1 });
  return {
    stop: async () => {
      await Promise.all(servers.map((server) => server.close()));
    },
  };
};

const answerControl = async (
  settings: LocalSettings,
  tools: LocalTools,
  portal: ServePortal,
  control: (request: IncomingMessage, response: ServerResponse) => Promise<void>,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> => {
  // Only where no other machine can reach it: the inbox holds approval links.
  if (settings.isLoopback && /^\/_local(?:\/|$)/.test(request.url ?? ""))
    return answerLocal(tools, request, response);
  if (await portal(request, response)) return;
  return control(request, response);
};
