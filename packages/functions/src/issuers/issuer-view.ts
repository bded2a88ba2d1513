import { Issuer } from "@latchkey/core/issuer/issuer";
import { viewOf } from "@latchkey/core/view-of";

export const IssuerView = viewOf(Issuer, {
  id: true,
  revision: true,
  createdAt: true,
  updatedAt: true,
  issuer: true,
  team: true,
  teams: true,
});
