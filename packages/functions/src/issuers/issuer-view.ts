import { Issuer } from "@latchkey/core/issuer/issuer";
import { RESOURCE_SHOWN } from "@latchkey/core/resource";
import { viewOf } from "@latchkey/core/view-of";

export const IssuerView = viewOf(Issuer, {
  ...RESOURCE_SHOWN,
  issuer: true,
  team: true,
  teams: true,
});
