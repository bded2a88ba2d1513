import { describe, expect, it } from "vitest";
import { createCallReaders } from "../../../call-records/call-readers.ts";
import type { IssuerOwner } from "../../../call-records/call-records.ts";
import { aJwtCredential } from "../../../testing/credentials.ts";
import { aConsumer, aService, NOW } from "../../../testing/records.ts";
import { DEFAULT_AUTHORIZER_SETTINGS } from "../../../verdict/authorize.ts";
import { calledTable } from "../../../verdict/called-table.fixture.ts";
import { letInByIssuer } from "./issuer-owners.ts";

const ISSUER = "https://issuer.test";
const candidate = (team: string, id: string, key: Parameters<typeof aJwtCredential>[0] = {}) => ({
  name: `${team}/${id}`,
  records: {
    consumer: aConsumer({ team }),
    credential: aJwtCredential({ id, issuer: ISSUER, key: { kind: "pem", pem: "" }, ...key }),
    subscription: undefined,
    service: aService(),
    suspendedTeams: new Set<string>(),
  },
});

/** @param owners as the token's own names have found them; `more` is found when an issuer is looked up by itself */
const letIn = async (
  candidates: ReturnType<typeof candidate>[],
  owners: Record<string, IssuerOwner>,
  asked = [ISSUER],
  more: Record<string, IssuerOwner> = {},
) => {
  const lookedUp: string[] = [];
  const store = {
    ...calledTable().store,
    byToken: async ({ issuers }: { issuers: readonly string[] }) => {
      lookedUp.push(...issuers);
      return { holders: new Map(), owners: new Map(Object.entries(more)) };
    },
  };
  const reader = createCallReaders(store, DEFAULT_AUTHORIZER_SETTINGS).forVerdict(NOW);
  const found = await letInByIssuer(reader, candidates, { owners: new Map(Object.entries(owners)) }, asked);
  return { in: found.map(({ name }) => name), lookedUp };
};

describe("of the candidates of a token under public keys", () => {
  const own = candidate("owner", "crd_2");
  const guest = candidate("guest", "crd_3");
  const stranger = candidate("stranger", "crd_1");

  it("those stay whose team the issuer's owner has let in, in any order of creation", async () => {
    const owners = { [ISSUER]: { team: "owner", teams: ["owner", "guest"] } };
    expect(await letIn([stranger, own, guest], owners)).toEqual({
      in: ["owner/crd_2", "guest/crd_3"],
      lookedUp: [],
    });
  });

  it("the oldest one's team stays where the table does not tell the owner yet", async () => {
    expect((await letIn([own, guest, stranger], {})).in).toEqual(["stranger/crd_1"]);
  });

  it("those of a key without an issuer are looked up by the key's own name", async () => {
    const uri = "https://keys.test/jwks.json";
    const { issuer: _issuer, ...credential } = aJwtCredential({ id: "crd_4", key: { kind: "jwks", uri } });
    const keyed = { ...candidate("owner", "crd_4"), records: { ...own.records, credential } };
    const found = await letIn([keyed], {}, [], { [uri]: { team: "other", teams: ["other"] } });
    expect(found).toEqual({ in: [], lookedUp: [uri] });
  });
});

it("a shared secret needs no issuer", async () => {
  const secret = candidate("stranger", "crd_1", { key: { kind: "secret", secrets: [] } });
  const owners = { [ISSUER]: { team: "owner", teams: ["owner"] } };
  expect((await letIn([secret], owners)).in).toEqual(["stranger/crd_1"]);
});
