import {
  type GatewayResponseType,
  gatewayResponses,
  type Plane,
} from "@latchkey/functions/routes/gateway-responses";
import { answerByItself, control, controlUrl, gateway, gatewayUrl, TITLES } from "./planes.ts";
import { portalUrl } from "./portal.ts";

/** What a plane answers where no Lambda does. Before it is deployed: a deployment is a copy. */
const answers = (plane: Plane, api: sst.aws.ApiGatewayV1) => {
  const documents = $resolve({ portalUrl, controlUrl, gatewayUrl }).apply((urls) =>
    gatewayResponses(plane, {
      portalOrigin: new URL(urls.portalUrl).origin,
      controlUrl: urls.controlUrl,
      gatewayUrl: urls.gatewayUrl,
    }),
  );
  const types = Object.keys(gatewayResponses(plane)) as GatewayResponseType[];
  const responses = types.map((responseType) => {
    const own = documents.apply((all) => all[responseType]);
    return new aws.apigateway.Response(`${TITLES[plane]}Response${responseType}`, {
      restApiId: api.nodes.api.id,
      responseType,
      statusCode: own.apply(({ statusCode }) => String(statusCode)),
      responseParameters: own.apply(({ headers }) =>
        Object.fromEntries(
          Object.entries(headers).map(([header, value]) => [
            `gatewayresponse.header.${header}`,
            `'${value}'`,
          ]),
        ),
      ),
      responseTemplates: own.apply(({ template }) => ({ "application/json": template })),
    });
  });
  answerByItself(plane, { documents: documents.apply(JSON.stringify), responses });
};

answers("control", control);
answers("gateway", gateway);
