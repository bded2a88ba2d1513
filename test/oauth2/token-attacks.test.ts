import { beforeAll, describe, expect, it } from "vitest";
import { ASSERTION_ATTACKS } from "./assertion-attacks.fixture.ts";
import type { Attacked, Attacks } from "./attack.fixture.ts";
import { CLIENT_ATTACKS } from "./client-attacks.fixture.ts";
import { basicOf, clientsOf, GRANT, PUBLIC_PEM, shared } from "./oauth2.fixture.ts";
import { REQUEST_ATTACKS } from "./request-attacks.fixture.ts";

let attacked: Attacked;

beforeAll(async () => {
  const called = await shared();
  const clients = clientsOf(called);
  const [secret, scoped, keyed, others] = await Promise.all([
    clients.client(),
    clients.client({ scopes: ["orders:read", "write"] }),
    clients.client({ publicKey: PUBLIC_PEM }),
    clients.client(),
  ]);
  attacked = { called, clients, secret, scoped, keyed, others };
});

/** Each from a neighbourhood of its own: ten wrong ones of a client end what is looked at. */
const rowsOf = (attacks: Attacks, first: number) =>
  Object.entries(attacks)
    .flatMap(([error, of]) => Object.entries(of).map(([what, make]) => ({ error, what, make })))
    .map((row, index) => ({ ...row, from: `127.${first}.${index}.1` }));

describe.each([
  { part: "the client", rows: rowsOf(CLIENT_ATTACKS, 20) },
  { part: "an assertion", rows: rowsOf(ASSERTION_ATTACKS, 21) },
  { part: "the request", rows: rowsOf(REQUEST_ATTACKS, 22) },
])("what the token endpoint refuses for $part (RFC 6749, 7523, 8707, 9700)", ({ rows }) => {
  it.each(rows)("$what: $error", async ({ error, make, from }) => {
    const { form, ...asking } = await make(attacked);
    const { status, json, headers, text } = await attacked.clients.ask(form, { ...asking, from });
    expect([status, json.error]).toEqual([error === "invalid_client" ? 401 : 400, error]);
    expect(headers["cache-control"]).toBe("no-store");
    expect(headers["content-type"]).toBe("application/json");
    expect(headers["www-authenticate"] !== undefined).toBe(status === 401);
    // RFC 6749, section 5.2: what a description may be made of.
    const description = expect.stringMatching(/^[\x20-\x21\x23-\x5b\x5d-\x7e]+$/);
    expect(json).toEqual({ error, error_description: description });
    for (const word of [attacked.secret.password, "access_token"]) expect(text).not.toContain(word);
  });
});

it("reads the same for an unknown client, a wrong secret, a deleted and a disabled client", async () => {
  const { called, clients, secret, others } = attacked;
  const [deleted, disabled] = await Promise.all([clients.client(), clients.client()]);
  const path = ({ consumer, credential }: typeof deleted) =>
    `/v1/consumers/${consumer.id}/credentials/${credential.id}`;
  await called.root("DELETE", path(deleted));
  await called.root("PATCH", path(disabled), { status: "disabled" });
  const unproven = [
    { id: `cl_${"1".repeat(22)}`, password: secret.password },
    { id: secret.id, password: others.password },
    deleted,
    disabled,
  ];
  const answers = await Promise.all(
    unproven.map((client, n) =>
      clients.ask([GRANT], { authorization: basicOf(client), from: `127.23.${n}.1` }),
    ),
  );
  for (const { status, text } of answers) expect([status, text]).toEqual([401, answers[0]?.text]);
});

it("reads the same for a service that is unknown, private, a draft, or not subscribed to", async () => {
  const { called, clients, secret } = attacked;
  const hidden = await called.make.service("providers", { visibility: "private" });
  const draft = await called.make.service("providers", { status: "draft" });
  const answers = await Promise.all(
    ["nothing-here", hidden.slug, draft.slug, called.other].map((slug) =>
      clients.ask([GRANT, ["resource", `${clients.audiences.gateway}/${slug}`]], {
        authorization: basicOf(secret),
      }),
    ),
  );
  for (const { status, text } of answers) expect([status, text]).toEqual([400, answers[0]?.text]);
  expect(answers[0]?.json.error).toBe("invalid_target");
});
