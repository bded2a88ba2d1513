import { beforeAll } from "vitest";
import { asPerson, type Send } from "../support/management.ts";
import { ownDemo } from "../support/own-latchkey.ts";
import { PEOPLE } from "../support/portal-page.ts";

/** The demo with its provider, and a consumer that the provider does not own. */
export const ownProvider = () => {
  const demo = ownDemo();
  let send: Send;
  let consumer: string;
  beforeAll(async () => {
    send = await asPerson(demo.latchkey(), PEOPLE.provider);
    const developer = await asPerson(demo.latchkey(), PEOPLE.developer);
    consumer = (await developer("POST", "/v1/consumers", { name: "known-shop", team: "apps" })).body.id;
  });
  const provider: Send = (...asked) => send(...asked);
  /** A service of the demo's team that the catalogue shows. */
  const publish = (slug: string, name: string) =>
    provider("POST", "/v1/services", {
      slug,
      name,
      team: "demo",
      kind: "rest",
      upstream: { url: `https://${slug}.example` },
      status: "published",
    });
  return { ...demo, provider, publish, consumer: () => consumer };
};
