import { isoTime } from "../clock.ts";
import type { ApiKeyCredential } from "../credential/api-key/api-key-credential.ts";
import { API_KEY_FORM, mintedHint } from "../credential/api-key/mint-api-key.ts";
import type { CredentialRecord } from "../credential/credential.ts";
import { mintHashed } from "../credential/part/mint-hashed.ts";
import type { MintWork } from "../credential/part/minted.ts";
import { newId } from "../id.ts";
import { notFound, Refusal } from "../refusal.ts";
import { firstRevision, nextRevision } from "../resource.ts";
import type { Change } from "../store/change.ts";
import { PLATFORM_TEAM } from "../team/team.ts";
import { type SeedWork, seedPlatform } from "./seed-platform.ts";

const NAME = "root key";

/**
 * Makes root's API key, or a new one in place of the former, which ends at once. The key is returned this once and
 * stored only hashed.
 */
export const rotateRootKey = async (work: SeedWork & MintWork): Promise<string> => {
  const { root } = await seedPlatform(work);
  const { items } = await work.stores.credentials(root.id, { limit: 200 });
  const former = items.find((credential) => credential.name === NAME && credential.type === "api-key");
  const id = former?.id ?? newId("crd", work.now, work.random);
  const { text: apiKey, hashed } = await mintHashed(work, { consumerId: root.id, id }, API_KEY_FORM);
  const secrets = [hashed];
  const at = isoTime(work.now);
  const value: ApiKeyCredential =
    former?.type === "api-key"
      ? nextRevision(former, { secrets, hint: mintedHint(apiKey), status: "enabled", expiresAt: null }, at)
      : {
          ...firstRevision(id, at),
          type: "api-key",
          consumerId: root.id,
          name: NAME,
          status: "enabled",
          imported: false,
          hideCredential: true,
          hint: mintedHint(apiKey),
          secrets,
        };
  await work.commit(former ? replacement(value) : creation(value));
  return apiKey;
};

const about = (credential: ApiKeyCredential, type: "credential.created" | "credential.rotated") => ({
  events: [
    {
      type,
      actor: "system",
      team: PLATFORM_TEAM,
      consumer: credential.consumerId,
      credential: credential.id,
    },
  ],
  result: {
    kind: "credential" as const,
    keys: { consumer: credential.consumerId, credential: credential.id },
  },
});

const creation = (value: ApiKeyCredential): Change<CredentialRecord> => ({
  writes: [
    {
      write: "create",
      record: { kind: "credential", value },
      otherwise: new Refusal("unavailable", "Try again."),
    },
    {
      write: "count",
      counter: { of: "consumer", id: value.consumerId, what: "credentials" },
      by: 1,
      otherwise: notFound("consumer"),
    },
  ],
  ...about(value, "credential.created"),
});

const replacement = (value: ApiKeyCredential): Change<CredentialRecord> => ({
  writes: [{ write: "replace", record: { kind: "credential", value } }],
  ...about(value, "credential.rotated"),
});
