import { gatewayResponses, type Plane } from "@latchkey/functions/routes/gateway-responses";
import { answerByItself, control, gateway, TITLES } from "./planes.ts";
import { portalUrl } from "./portal.ts";

/** What a plane answers where no Lambda does. Before it is deployed: a deployment is a copy. */
const answers = (plane: Plane, api: sst.aws.ApiGatewayV1) => {
  const documents = portalUrl.apply((portal) => gatewayResponses(plane, new URL(portal).origin));
  const responses = Object.entries(gatewayResponses(plane)).map(
    ([responseType, { statusCode, template }]) => {
      const headers = documents.apply((all) => {
        const own = Object.entries(all).find(([type]) => type === responseType)?.[1].headers ?? {};
        return Object.fromEntries(
          Object.entries(own).map(([header, value]) => [`gatewayresponse.header.${header}`, `'${value}'`]),
        );
      });
      return new aws.apigateway.Response(`${TITLES[plane]}Response${responseType}`, {
        restApiId: api.nodes.api.id,
        responseType,
        statusCode: String(statusCode),
        responseParameters: headers,
        responseTemplates: { "application/json": template },
      });
    },
  );
  answerByItself(plane, { documents: documents.apply(JSON.stringify), responses });
};

answers("control", control);
answers("gateway", gateway);
