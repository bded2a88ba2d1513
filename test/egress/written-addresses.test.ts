import { beginSchema } from "@latchkey/aws/migration/begin-schema";
import { changeCredential } from "@latchkey/core/credential/change-credential";
import { NewCredential } from "@latchkey/core/credential/credential-input";
import { issueCredential } from "@latchkey/core/credential/issue-credential";
import { Refusal } from "@latchkey/core/refusal";
import { changeService } from "@latchkey/core/service/change-service";
import { fresh } from "@latchkey/core/testing/fresh-records";
import { changeWebhook } from "@latchkey/core/webhook/change-webhook";
import { createWebhook } from "@latchkey/core/webhook/create-webhook";
import { NewWebhook } from "@latchkey/core/webhook/webhook";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type Names, person, startNames } from "../names/names.fixture.ts";

let names: Names;
let consumer: string;
let service: string;
let webhook: string;
let credential: string;

const VPC = { allowedUpstreams: [{ teams: ["providers"], ranges: ["10.1.0.0/16"] }] };
const owner = (stage: object) => names.workOf(person("owner@providers.test"), { stage });

let made = 0;
const slug = () => {
  made += 1;
  return `written-${made}`;
};

const webhookAt = (url: string) => NewWebhook.parse({ url, events: ["credential.created"] });
const jwtAt = (jwksUri: string) =>
  NewCredential.parse({
    ...{ name: slug(), type: "jwt", issuer: "https://issuer.example", algorithm: "RS256" },
    ...{ subject: slug(), jwksUri },
  });

/** Each way in which a team names an address, and what its refusal points at. */
const WAYS: Readonly<
  Record<string, [pointer: string, write: (stage: object, url: string) => Promise<unknown>]>
> = {
  "a service": [
    "/upstream/url",
    (stage, url) => names.service(owner(stage), "providers", slug(), { upstream: { url } }),
  ],
  "a service's change": [
    "/upstream/url",
    (stage, url) => changeService(owner(stage), service, { upstream: { url } }),
  ],
  "a webhook": ["/url", (stage, url) => createWebhook(owner(stage), "providers", webhookAt(url))],
  "a webhook's change": [
    "/url",
    (stage, url) => changeWebhook(owner(stage), { team: "providers", webhook }, { url }),
  ],
  "a credential": ["/jwksUri", (stage, url) => issueCredential(owner(stage), consumer, jwtAt(url))],
  "a credential's change": [
    "/jwksUri",
    (stage, url) =>
      changeCredential(owner(stage), { consumerId: consumer, id: credential }, { jwksUri: url }),
  ],
};

beforeAll(async () => {
  names = await startNames();
  await beginSchema(names.store);
  await names.team(owner({}), "providers");
  const value = fresh.consumer("providers");
  await names.store.keep({ consumer: value });
  consumer = value.id;
  ({ id: service } = await names.service(owner({}), "providers", slug()));
  ({
    webhook: { id: webhook },
  } = await createWebhook(owner({}), "providers", webhookAt("https://hooks.example")));
  ({
    credential: { id: credential },
  } = await issueCredential(owner({}), consumer, jwtAt("https://keys.example/jwks")));
});
afterAll(() => names.store.stop());

const refusalOf = async (attempt: Promise<unknown>) => {
  try {
    await attempt;
  } catch (error) {
    if (error instanceof Refusal) return { code: error.code, ...error.extra };
    throw error;
  }
  return "none";
};

describe.each(Object.entries(WAYS))("%s of a deployed stage", (_way, [pointer, write]) => {
  it.each([
    "https://127.0.0.1/",
    "https://localhost/",
    "https://0xa9fea9fe/",
    "https://[fd00:ec2::254]/",
    "https://10.9.0.1/",
  ])("refuses %s with its pointer, whatever is allowed", async (url) => {
    for (const stage of [{}, VPC])
      expect(await refusalOf(write(stage, url))).toEqual({
        code: "invalid-input",
        errors: [{ pointer, detail: "not an address that this stage connects to for the team" }],
      });
  });

  it("takes a private address where its team is allowed it, and there only", async () => {
    expect(await refusalOf(write({}, "https://10.1.2.3/"))).toMatchObject({ errors: [{ pointer }] });
    expect(await refusalOf(write(VPC, "https://10.1.2.3/"))).toBe("none");
  });
});
