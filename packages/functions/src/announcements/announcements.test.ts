import { announcementTable, unsubscriberIn } from "@latchkey/aws/stores/announcement-table";
import { testStore } from "@latchkey/aws/testing/test-store";
import { signAnnouncementLink } from "@latchkey/core/announcement/announcement-link";
import { signLink } from "@latchkey/core/link/signed-link";
import type { Service } from "@latchkey/core/service/service";
import { fresh } from "@latchkey/core/testing/fresh-records";
import { aRing, keysOf, NOW } from "@latchkey/core/testing/records";
import { describe, expect, it } from "vitest";
import { FORM, ring, visiting } from "../page/page.fixture.ts";
import { quietLog } from "../testing/quiet-log.ts";
import { createAnnouncements } from "./create-announcements.ts";

const store = testStore();
const ANA = "ana@shop.test";

const stored = async (fields: Partial<Service> = {}) => {
  const team = fresh.team();
  const service = fresh.service(team.slug, fields);
  await store().keep({ team, service });
  return service;
};
const visitor = () =>
  visiting(
    createAnnouncements({
      keys: keysOf(ring),
      stores: store().stores,
      unsubscriber: unsubscriberIn(store()),
      now: () => NOW,
      log: quietLog,
    }),
  );
const tokenOf = ({ id }: Service, address = ANA, by = ring) =>
  signAnnouncementLink(by, { service: id, address });
const gone = async ({ id }: Service, address = ANA) =>
  (await announcementTable({ ...store(), cursorRing: async () => ring }).unsubscribed(id, [address])).size >
  0;

describe("The link of an announcement", () => {
  it.each<[string, (service: Service) => string]>([
    ["nonsense", () => "nonsense"],
    ["empty", () => ""],
    ["of a key that is gone", (service) => tokenOf(service, ANA, aRing("old"))],
    ["changed at its end", (service) => tokenOf(service).replace(/.$/, (last) => (last === "A" ? "B" : "A"))],
    ["of a service that is gone", (service) => tokenOf({ ...service, id: "svc_none" })],
    ["signed for another purpose", ({ id }) => signLink(ring, "approval-link", [id, ANA])],
    ["without an address", ({ id }) => signLink(ring, "announcement-link", [id])],
  ])("does nothing when it is %s", async (_what, token) => {
    const service = await stored();
    const { open, send } = visitor();
    expect((await open(token(service))).statusCode).toBe(404);
    expect((await send(token(service), "List-Unsubscribe=One-Click")).statusCode).toBe(404);
    expect(await gone(service)).toBe(false);
  });

  it("changes nothing when it is opened, by a person or a scanner", async () => {
    const service = await stored();
    const { open, scan } = visitor();
    expect((await open(tokenOf(service))).body).toContain("Unsubscribe");
    expect((await scan(tokenOf(service))).statusCode).toBe(200);
    expect(await gone(service)).toBe(false);
  });

  it.each<[string, string, Record<string, string>]>([
    ["as RFC 8058 says", "List-Unsubscribe=One-Click", FORM],
    [
      "as a form in parts",
      "--x\r\n\r\nOne-Click\r\n--x--",
      { "content-type": "multipart/form-data; boundary=x" },
    ],
    ["without a body", "", {}],
    [
      "from a page of a mail program",
      "x",
      { ...FORM, origin: "https://mail.example", "sec-fetch-site": "cross-site" },
    ],
    ["with a body of any length", "x".repeat(100_000), {}],
  ])("unsubscribes its own address from its own service: %s", async (_how, body, headers) => {
    const [service, other] = [await stored(), await stored()];
    const { send, open } = visitor();
    const token = tokenOf(service, "Ana@Shop.test");
    for (let times = 0; times < 2; times += 1) {
      const { statusCode, body: page } = await send(token, body, headers);
      expect([statusCode, page.includes("no more announcements")]).toEqual([200, true]);
    }
    expect((await open(token)).body).not.toContain("One-Click");
    expect([await gone(service), await gone(other), await gone(service, "bob@shop.test")]).toEqual([
      true,
      false,
      false,
    ]);
  });

  it("brings announcements again by the button that its page has after that, and by nothing else", async () => {
    const [service, other] = [await stored(), await stored()];
    const { send, open } = visitor();
    for (const each of [service, other]) await send(tokenOf(each), "List-Unsubscribe=One-Click");
    for (const body of [
      "subscribe=again&List-Unsubscribe=One-Click",
      "subscribe=Again",
      "subscribe=again\r\n",
    ])
      expect((await send(tokenOf(service), body)).body).toContain("no more announcements");
    expect((await open(tokenOf(service))).body).toMatch(
      /<button(?=[^>]* name="subscribe")(?=[^>]* value="again")/,
    );
    expect(await gone(service)).toBe(true);
    for (let times = 0; times < 2; times += 1) {
      const { statusCode, body } = await send(tokenOf(service), "subscribe=again");
      expect([statusCode, body.includes("Unsubscribe")]).toEqual([200, true]);
    }
    expect([await gone(service), await gone(other)]).toEqual([false, true]);
    await send(tokenOf(service), "");
    expect(await gone(service)).toBe(true);
    expect((await send("nonsense", "subscribe=again")).statusCode).toBe(404);
  });

  it("shows what the service's team and the address say as text, and is kept by no cache", async () => {
    const service = await stored({ name: '<script>alert(1)</script>"\u0007' });
    const { body, headers } = await visitor().open(tokenOf(service, '"<img src=x>"@x.test'));
    expect(body).not.toMatch(/<script|<img/);
    expect(headers).toMatchObject({ "Cache-Control": "no-store", "Referrer-Policy": "no-referrer" });
    expect(String(headers?.["Content-Security-Policy"])).toContain("default-src 'none'");
  });
});
