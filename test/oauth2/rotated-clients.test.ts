import { expect, it } from "vitest";
import { type Client, clientsOf, shared } from "./oauth2.fixture.ts";

const pathOf = ({ consumer, credential }: Client) =>
  `/v1/consumers/${consumer.id}/credentials/${credential.id}`;

it("of a client with two secrets each one's last use is when a token was asked for with it", async () => {
  const called = await shared();
  const clients = clientsOf(called);
  const former = await clients.client();
  const used = async () => {
    const { body } = await called.root("GET", pathOf(former));
    return body.secrets.map(({ lastUsedAt }: { lastUsedAt?: string }) => lastUsedAt !== undefined);
  };
  const rotated = async () => {
    const { body } = await called.root("POST", `${pathOf(former)}/rotate`, {});
    return { ...former, password: body.secret.clientSecret };
  };
  const token = await clients.tokenOf(former);
  expect(await used()).toEqual([false]);
  const current = await rotated();
  // A token tells no secret.
  expect((await clients.call(token)).status).toBe(200);
  expect(await used()).toEqual([false, false]);
  await clients.tokenOf(current);
  expect(await used()).toEqual([true, false]);
  await clients.tokenOf(former);
  expect(await used()).toEqual([true, true]);
  await rotated();
  expect(await used()).toEqual([false, true]);
});
