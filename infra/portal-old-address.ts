import { domainIsReached } from "./last-deploy.ts";
import { oldAddressCode } from "./old-address-code.ts";
import { settings } from "./stage.ts";

/*
 * CloudFront's own address of the portal, once the stage has a domain: it serves until the domain is reached, then leads
 * there, since people sign in at one address only. Where AWS's addresses are switched off it is refused.
 */
const to = domainIsReached ? `https://portal.${settings.domain}` : undefined;

if (settings.domain && settings.keepDefaultEndpoint)
  $util.runtime.registerStackTransformation(({ type, name, props, opts }) =>
    type === "aws:cloudfront/function:Function" && name === "PortalCloudfrontFunctionRequest"
      ? {
          props: { ...props, code: $output(props["code"]).apply((code) => oldAddressCode(String(code), to)) },
          opts,
        }
      : { props, opts },
  );
