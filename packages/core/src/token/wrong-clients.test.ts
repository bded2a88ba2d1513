import { expect, it } from "vitest";
import { Unavailable } from "../outage.ts";
import { NOW } from "../testing/records.ts";
import { createWrongClients } from "./wrong-clients.ts";

const world = () => {
  const counted = new Map<string, number>();
  const wrongClients = createWrongClients({
    byLogin: async ({ lane }) => ({ failures: counted.get(lane) ?? 0 }),
    countFailure: async ({ lane }) => void counted.set(lane, (counted.get(lane) ?? 0) + 1),
  });
  let looked = 0;
  const attempt = (client: string, sourceIp: string, found: string | undefined) =>
    wrongClients
      .attempted(client, sourceIp, NOW, async () => {
        looked += 1;
        return found;
      })
      .catch((error: Error) => error.name);
  return { counted, attempt, wrongClients, looks: () => looked };
};

it("looks at ten wrong ones of a client from a neighbourhood, and at none after them", async () => {
  const { attempt, looks } = world();
  for (let n = 0; n < 20; n += 1) await attempt("a", `192.0.2.${n}`, undefined);
  expect(looks()).toBe(10);
  expect(await attempt("a", "192.0.2.99", "right")).toBe("OauthRefusal");
  expect(await attempt("a", "198.51.100.1", "right")).toBe("right");
  expect(await attempt("b", "192.0.2.1", "right")).toBe("right");
});

it("looks at every one of many right ones at once", async () => {
  const { attempt } = world();
  const answers = await Promise.all(Array.from({ length: 50 }, () => attempt("a", "192.0.2.1", "right")));
  expect(new Set(answers)).toEqual(new Set(["right"]));
});

it("counts those of other instances, and writes nothing for what is right", async () => {
  const { attempt, counted } = world();
  for (let n = 0; n < 30; n += 1) expect(await attempt("a", "192.0.2.1", "right")).toBe("right");
  expect(counted.size).toBe(0);
  counted.set("oauth2 4/12582914 a", 10);
  expect(await attempt("a", "192.0.2.1", "right")).toBe("OauthRefusal");
});

it("counts nothing while the table does not answer", async () => {
  const { wrongClients, attempt } = world();
  const failing = () =>
    wrongClients.attempted("a", "192.0.2.1", NOW, () => Promise.reject(new Unavailable("down")));
  for (let n = 0; n < 20; n += 1) await expect(failing()).rejects.toThrow(Unavailable);
  expect(await attempt("a", "192.0.2.1", "right")).toBe("right");
});
