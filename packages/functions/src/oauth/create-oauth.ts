import { authorizerTable } from "@latchkey/aws/stores/authorizer-table";
import { replayProtectionTable } from "@latchkey/aws/stores/replay-protection-table";
import { actorName } from "@latchkey/core/access/actor";
import { publishedTokenKeys } from "@latchkey/core/access-token/token-keys";
import { JWKS_LIFETIME } from "@latchkey/core/key-ring/key-lives";
import { Raced, Unavailable } from "@latchkey/core/outage";
import { createAuthenticateClient } from "@latchkey/core/token/authenticate-client";
import { createIssueToken } from "@latchkey/core/token/issue-token";
import { OauthRefusal } from "@latchkey/core/token/oauth-refusal";
import { createRevokeToken } from "@latchkey/core/token/revoke-token";
import { serverMetadata } from "@latchkey/core/token/server-metadata";
import type { APIGatewayProxyEvent, APIGatewayProxyResult } from "aws-lambda";
import { requestIdOf } from "../call/request-id.ts";
import { callTable } from "../composition/call-dependencies.ts";
import { controlPlane } from "../composition/dependencies.ts";
import { lastUseRecorder } from "../composition/last-use-recorder.ts";
import { createLog } from "../composition/log.ts";
import { publishedKeysOfIssuers } from "../composition/published-keys.ts";
import { rehasher } from "../composition/rehasher.ts";
import { tokenStage } from "../composition/token-stage.ts";
import { oauthResult, refusedResult, unavailableResult } from "./oauth-answer.ts";
import { tokenRequestOf } from "./token-request.ts";

type Handle = (event: APIGatewayProxyEvent) => Promise<APIGatewayProxyResult>;

const PUBLIC = { "Cache-Control": `public, max-age=${JWKS_LIFETIME / 1000}` };

/** The authorization server (RFC 6749): one handler for each of its operations. */
export const createOauth = (): Record<string, Handle> => {
  const stage = tokenStage();
  if (!stage) throw new Error("An authorization server knows its own address and the gateway's.");
  const { stores, keys, random, commit, now } = controlPlane();
  const authenticate = createAuthenticateClient({
    records: authorizerTable(callTable()),
    keys,
    jwks: publishedKeysOfIssuers(),
    replays: replayProtectionTable(callTable()),
    stage,
  });
  const issue = createIssueToken({ authenticate, stores, keys, stage, random });
  const revoke = createRevokeToken({
    authenticate,
    keys,
    stage,
    stores,
    commitOf: (consumerId, sourceIp, at) =>
      commit(at, undefined, { actor: actorName({ kind: "machine", consumer: consumerId }), sourceIp }),
  });
  const log = createLog("oauth");
  const told =
    (handle: Handle): Handle =>
    async (event) => {
      try {
        return await handle(event);
      } catch (error) {
        if (error instanceof OauthRefusal) return refusedResult(error);
        if (!(error instanceof Unavailable || error instanceof Raced)) throw error;
        log.error("unavailable", { requestId: requestIdOf(event), resource: event.resource, error });
        return unavailableResult();
      }
    };
  return {
    issueToken: told(async (event) => {
      const { answer, rehash, used } = await issue(tokenRequestOf(event), now());
      await Promise.all([
        rehash && rehasher().record(rehash, now()),
        used && lastUseRecorder().record(used, now()),
      ]);
      return oauthResult(200, answer);
    }),
    revokeToken: told(async (event) => {
      await revoke(tokenRequestOf(event), now());
      return oauthResult(200, {});
    }),
    authorize: told(async () => {
      throw new OauthRefusal("unsupported_response_type", "Nobody authorizes here: ask the token endpoint.");
    }),
    tokenKeys: told(async () =>
      oauthResult(200, publishedTokenKeys(await keys.ring("token-public")), PUBLIC),
    ),
    serverMetadata: told(async () => oauthResult(200, serverMetadata(stage), PUBLIC)),
  };
};
