import { blockedCallTable } from "@latchkey/aws/stores/blocked-call-table";
import { serviceRecord } from "@latchkey/aws/stores/service-table";
import { testStore } from "@latchkey/aws/testing/test-store";
import { Unavailable } from "@latchkey/core/outage";
import { fresh } from "@latchkey/core/testing/fresh-records";
import { describe, expect, it } from "vitest";
import { firewallLine } from "../testing/firewall-line.ts";
import { quietLog } from "../testing/quiet-log.ts";
import { createNoteBlocked, type NoteBlockedDependencies } from "./create-note-blocked.ts";
import { batchOf } from "./ingest.fixture.ts";

const NOW = Date.parse("2026-03-05T12:00:00Z");
const store = testStore();

const noting = (other: Partial<NoteBlockedDependencies> = {}) =>
  createNoteBlocked({
    service: serviceRecord(store()),
    blocked: blockedCallTable(store()),
    gatewayApi: "gwapi",
    now: () => NOW,
    log: quietLog,
    ...other,
  });

const blockedOf = (id: string) => blockedCallTable(store()).blockedCalls(id);

describe("what the firewall has blocked", () => {
  it("is noted once for the service that the path names, however often a batch comes", async () => {
    const mine = fresh.service("weather", { slug: "echo" });
    const other = fresh.service("poets", { slug: "haiku" });
    await store().keep({ service: mine });
    await store().keep({ service: other });
    const lines = [
      firewallLine({ requestId: "one", at: NOW - 2000 }),
      firewallLine({ requestId: "two", uri: "/production/echo/y", at: NOW - 1000 }),
      firewallLine({ requestId: "unknown", uri: "/production/nothing/z" }),
    ];
    for (let times = 0; times < 2; times += 1) expect(await noting()(batchOf(lines))).toEqual({ noted: 2 });
    expect(await blockedOf(mine.id)).toMatchObject([
      { requestId: "two", path: "/y" },
      { requestId: "one", path: "/x" },
    ]);
    expect(await blockedOf(other.id)).toEqual([]);
  });

  it("costs one write for any number, and none while a full list is fresh", async () => {
    const service = fresh.service("weather", { slug: "flooded" });
    await store().keep({ service });
    const flood = (from: number) =>
      batchOf(
        Array.from({ length: 1000 }, (_, index) =>
          firewallLine({ uri: "/production/flooded/x", requestId: `r${from + index}`, at: NOW - index }),
        ),
      );
    await noting()(flood(0));
    await noting()(flood(5000));
    const kept = await blockedOf(service.id);
    expect(kept).toHaveLength(100);
    expect(kept.map(({ requestId }) => requestId)).toEqual(
      Array.from({ length: 100 }, (_, index) => `r${index}`),
    );
  });

  it("asks for no more than 200 names of a batch", async () => {
    const asked: string[] = [];
    const names = Array.from({ length: 500 }, (_, index) =>
      firewallLine({ uri: `/production/made-up-${index}/x` }),
    );
    const service: NoteBlockedDependencies["service"] = async (slug) => {
      asked.push(slug);
      return undefined;
    };
    expect(await noting({ service })(batchOf(names))).toEqual({ noted: 0 });
    expect(asked).toHaveLength(200);
  });

  it("comes again where the table is unavailable, and is nothing in a message that only checks", async () => {
    const service = () => Promise.reject(new Unavailable("DynamoDB"));
    await expect(noting({ service })(batchOf([firewallLine()]))).rejects.toThrow(Unavailable);
    expect(await noting({ service })(batchOf([firewallLine()], "CONTROL_MESSAGE"))).toEqual({ noted: 0 });
  });
});
