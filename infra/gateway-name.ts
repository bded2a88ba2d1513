const RECORD = "aws:route53/record:Record";
const CERTIFICATE = "sst:aws:Certificate";

/** Which component of SST has the gateway's name: API Gateway's, or the edge's. */
const OWNERS = {
  api: { name: "Gateway", type: "sst:aws:ApiGatewayV1" },
  edge: { name: "GatewayEdge", type: "sst:aws:CDN" },
} as const;

const urnOf = (name: string, type: string, parent?: $util.Output<string>) =>
  $util.createUrn(name, type, parent, $app.name, $app.stage);

/** `GatewayEdgeARecord…` of one is `GatewayARecord…` of the other; `…Ssl…` are those of its certificate. */
const recordOf = (owner: (typeof OWNERS)[keyof typeof OWNERS], record: string) => {
  const [, ssl = "", rest = ""] = /^Gateway(?:Edge)?(Ssl)?((?:A|AAAA|CNAME)Record.*)$/.exec(record) ?? [];
  const component = urnOf(owner.name, owner.type);
  const parent = ssl === "" ? component : urnOf(`${owner.name}Ssl`, CERTIFICATE, component);
  return urnOf(`${owner.name}${ssl}${rest}`, RECORD, parent);
};

/**
 * The records of the gateway's name, which move with it when the edge is turned on or off: they are the former owner's, changed in
 * place. As new ones they would be refused while the former exist, and then be removed with those, as they have one name.
 */
export const takenOverFrom = (former: keyof typeof OWNERS) =>
  sst.aws.dns({
    transform: {
      record: (_, options, record) => {
        options.aliases = [recordOf(OWNERS[former], record)];
        options.deleteBeforeReplace = true;
        return undefined;
      },
    },
  });
