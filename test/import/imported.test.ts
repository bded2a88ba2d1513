import { createHmac } from "node:crypto";
import { join } from "node:path";
import { signApisixSignature } from "@latchkey/signing/apisix-signature/sign-apisix-signature";
import { encodeBasic } from "@latchkey/signing/basic/encode-basic";
import { signKongHmac } from "@latchkey/signing/kong-hmac/sign-kong-hmac";
import { beforeAll, describe, expect, it } from "vitest";
import { type Called, sharedCalled } from "../credentials/called.fixture.ts";
import { sendRaw } from "../credentials/send-raw.fixture.ts";
import { freshName } from "../support/making.ts";
import { settledTrail } from "../support/settled-trail.ts";
import { folderOf, moveIn } from "./moving.fixture.ts";
import { sourcesOf } from "./sources.fixture.ts";

let called: Called;
beforeAll(async () => {
  called = await sharedCalled();
});

type Source = "aws" | "kong" | "apisix" | "litellm" | "unkey";

/** The words that name a source's file, and the secrets in it. */
const written = async (source: Source) => {
  const run = freshName("a4c1d5f0b2").padEnd(12, "0");
  const { secrets, ...sources } = sourcesOf(run);
  const files = source === "aws" ? sources.aws : { [`${source}.json`]: sources[source] };
  const folder = await folderOf(files);
  const team = (await called.make.team()).slug as string;
  const name = source === "litellm" ? "litellm" : "api1";
  const file = source === "aws" ? folder : join(folder, `${source}.json`);
  return { secrets, team, words: [source, file, "--team", team, "--service", `${name}=${called.service}`] };
};

type Secrets = Awaited<ReturnType<typeof written>>["secrets"];

const part = (value: object) => Buffer.from(JSON.stringify(value)).toString("base64url");
const token = (claims: object, secret: string) => {
  const signed = `${part({ alg: "HS256", typ: "JWT" })}.${part(claims)}`;
  return `${signed}.${createHmac("sha256", secret).update(signed).digest("base64url")}`;
};

type Headers = (secrets: Secrets) => Promise<Record<string, string>> | Record<string, string>;
const pair = ({ access, secret }: Secrets) => ({ accessKey: access, secretKey: secret });
const request = () => ({ method: "GET", url: called.url("/today") });

/** What clients of the source send. */
const CLIENTS: Record<Source, Record<string, Headers>> = {
  aws: { "x-api-key": ({ key }) => ({ "x-api-key": key }) },
  kong: {
    apikey: ({ key }) => ({ apikey: key }),
    "X-API-Key": ({ key }) => ({ "x-api-key": key }),
    "basic, by Kong's hash": ({ user, password }) => ({ authorization: encodeBasic(user, password) }),
    "a token without an end": ({ issuer, shared }) => ({
      authorization: `Bearer ${token({ iss: issuer }, shared)}`,
    }),
    hmac: (secrets) => signKongHmac(request(), pair(secrets), new Date()),
  },
  apisix: {
    apikey: ({ key }) => ({ apikey: key }),
    basic: ({ user, password }) => ({ authorization: encodeBasic(user, password) }),
    "a token": ({ issuer, shared }) => ({ authorization: token({ key: issuer }, shared) }),
    signature: (secrets) => signApisixSignature(request(), pair(secrets), new Date()),
  },
  litellm: { bearer: ({ key }) => ({ authorization: `Bearer ${key}` }) },
  unkey: { bearer: ({ key }) => ({ authorization: `Bearer ${key}` }) },
};

/** What is made of each: consumers, credentials, limits and subscriptions; what is not; which are refused. */
const FIGURES: Record<Source, { created: number; skipped: RegExp[]; disabled: boolean }> = {
  aws: { created: 10, skipped: [/k3.*include-values/], disabled: true },
  kong: { created: 8, skipped: [/keyauth_credentials.*16 to 256/, /correlation-id/], disabled: false },
  apisix: { created: 10, skipped: [/elsewhere.*reference/], disabled: false },
  litellm: { created: 7, skipped: [/wrong.*SHA-256/, /past.*expired/], disabled: true },
  unkey: { created: 8, skipped: [/key_3.*hash/], disabled: true },
};

describe.each(Object.keys(CLIENTS) as Source[])("what comes from %s", (source) => {
  it("is accepted as it was, and a second import changes nothing", async () => {
    const { secrets, team, words } = await written(source);
    const first = await moveIn(called.latchkey, ...words);
    const { created, skipped, disabled } = FIGURES[source];
    expect([first.code, first.report.skipped.map(({ what, why }) => `${what} ${why}`)]).toEqual([
      0,
      skipped.map((each) => expect.stringMatching(each)),
    ]);
    expect([first.report.created, first.report.unchanged]).toEqual([created, 0]);

    for (const [client, headers] of Object.entries(CLIENTS[source])) {
      const { status } = await sendRaw(called.url("/today"), { headers: await headers(secrets) });
      expect([client, status]).toEqual([client, 200]);
    }
    if (disabled) {
      const { status } = await sendRaw(called.url("/today"), { headers: { "x-api-key": secrets.other } });
      expect(status).toBe(401);
    }

    const before = await settledTrail(called.root, team);
    const second = await moveIn(called.latchkey, ...words);
    expect([second.code, second.report.created, second.report.unchanged]).toEqual([0, 0, created]);
    expect((await settledTrail(called.root, team)) - before).toBe(1);

    const said = JSON.stringify([first, second]);
    for (const secret of [secrets.key, secrets.other, secrets.secret, secrets.shared, secrets.password])
      expect(said).not.toContain(secret);
  });

  it("is only looked at by a dry run, and ends with 1 where it is strict", async () => {
    const { team, words } = await written(source);
    const dry = await moveIn(called.latchkey, ...words, "--dry-run", "--strict");
    expect([dry.code, dry.report.created, dry.report.dryRun]).toEqual([1, FIGURES[source].created, true]);
    expect((await called.root("GET", `/v1/consumers?team=${team}`)).body.items).toEqual([]);
  });
});
