import { jwksTable } from "@latchkey/aws/stores/jwks-table";
import { once } from "@latchkey/core/once";
import type { JwksSource } from "@latchkey/core/proof/jwks-source";
import { createFetchJwks } from "../jwks/fetch-jwks.ts";
import { besideOutages } from "../jwks/jwks-shelf.ts";
import { createJwksSource } from "../jwks/jwks-source.ts";
import { callTable } from "./call-dependencies.ts";
import { ownHostsOfStage } from "./own-hosts.ts";
import { reach } from "./reach.ts";

/** Consumers' published keys, with a memory of their own in each Lambda and a shelf for all. */
export const publishedKeysOfIssuers = /* @__PURE__ */ once(
  (): JwksSource =>
    createJwksSource({
      fetch: createFetchJwks(reach(), ownHostsOfStage()),
      poolOf: (team) => reach().poolOf(team),
      shelf: besideOutages(jwksTable(callTable()), (error) =>
        console.log(JSON.stringify({ message: "shelf of published keys not reached", error: String(error) })),
      ),
    }),
);
