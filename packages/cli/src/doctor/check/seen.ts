import { admittedAs, type Echo, echoOf } from "./echo.ts";
import type { Finding } from "./finding.ts";
import type { GatewayCall, Scene } from "./scene.ts";

/** Looks at what reached the upstream, once the call has. */
export const seen = async (
  { call, caller }: Scene,
  sent: GatewayCall,
  judge: (echo: Echo) => Finding,
): Promise<Finding> => {
  const answer = await call(sent);
  const admitted = admittedAs(answer, caller);
  const echo = echoOf(answer);
  return admitted.outcome === "held" && echo ? judge(echo) : admitted;
};
