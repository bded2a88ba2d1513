import { hostname, networkInterfaces } from "node:os";
import { describe, expect, it } from "vitest";
import { ownHosts } from "./own-hosts.ts";

const machine = ownHosts(
  ":4000,:4001,127.0.0.1:8000,db.internal:8000,!http://127.0.0.1:4000/_local/upstreams/echo",
);
const stage = ownHosts(
  "api.example.com,gateway.example.com,portal.example.com,api:abc123,cognito-idp.eu-central-1.amazonaws.com/eu-central-1_pool",
);
const [lan] = Object.values(networkInterfaces())
  .flatMap((each) => each ?? [])
  .filter(({ internal, family }) => !internal && family === "IPv4");

const OF_ANOTHER_MACHINE = [
  "http://127.0.0.1:4002",
  "http://127.0.0.1",
  "https://example.com:4001",
  "http://192.0.2.1:4001",
  "http://db.internal:8001",
  "http://127.0.0.1:4000/_local/upstreams/echo",
  "http://localhost:4000/_local/upstreams/echo/hook?a=1",
];

const OF_THE_STAGE = [
  "https://gateway.example.com",
  "https://GATEWAY.example.com./x",
  "https://api.example.com:8443",
  "https://portal.example.com/v1",
  "https://abc123.execute-api.eu-central-1.amazonaws.com/production/echo",
  "https://ABC123.execute-api.eu-central-1.amazonaws.com",
  "https://abc123.execute-api.eu-central-1.api.aws",
  "https://abc123-vpce-0123.execute-api.eu-central-1.amazonaws.com",
  "https://abc123.execute-api.cn-north-1.amazonaws.com.cn",
  "https://cognito-idp.eu-central-1.amazonaws.com/eu-central-1_pool",
  "https://cognito-idp.eu-central-1.amazonaws.com/eu-central-1_Pool/.well-known/jwks.json",
];

const ON_ONE_MACHINE = [
  "http://127.0.0.1:4000",
  "http://127.0.0.1:4000/v1/teams",
  "http://127.0.0.1:4001/echo",
  "http://127.0.0.1:8000",
  "http://localhost:4001",
  "http://LOCALHOST:4001",
  "http://localhost.:4001",
  "http://any.localhost:4001",
  "http://127.1:4001",
  "http://127.0.1:4001",
  "http://127.255.255.254:4001",
  "http://0177.0.0.1:4001",
  "http://0x7f.0.0.1:4001",
  "http://0x7f000001:4001",
  "http://2130706433:4001",
  "http://017700000001:4001",
  "http://127.0.0.1.:4001",
  "http://%31%32%37.0.0.1:4001",
  "http://１２７.0.0.1:4001",
  "http://127。0。0。1:4001",
  "http://0.0.0.0:4001",
  "http://0:4001",
  "http://0.1.2.3:4001",
  "http://[::1]:4001",
  "http://[::]:4001",
  "http://[0:0:0:0:0:0:0:1]:4001",
  "http://[::ffff:127.0.0.1]:4001",
  "http://[::ffff:7f00:1]:4001",
  "http://[::127.0.0.1]:4001",
  "http://[::ffff:0:127.0.0.1]:4001",
  "http://[64:ff9b::127.0.0.1]:4001",
  "http://[::ffff:0.0.0.0]:4001",
  `http://${hostname()}:4001`,
  `http://${lan?.address ?? "127.0.0.1"}:4001`,
  "https://127.0.0.1:4001",
  "http://user@127.0.0.1:4001",
  "http://db.internal:8000",
  "http://DB.internal.:8000/x",
  "http://127.0.0.1:4000/_local/upstreams/echo/../../inbox.json",
  "http://127.0.0.1:4000/_local/upstreams/echo/%2e%2e/%2e%2e/inbox.json",
  "http://127.0.0.1:4000/_local/upstreams/echoes",
  "http://127.0.0.1:4000/_local/upstreams",
  "http://127.0.0.1:4001/_local/upstreams/echo",
];

describe("on one machine", () => {
  it.each(ON_ONE_MACHINE)("an address of the program itself is known: %s", (url) => {
    expect(machine.isNamed(new URL(url))).toBe(true);
  });

  it.each(OF_ANOTHER_MACHINE)("another one is not: %s", (url) => {
    expect(machine.isNamed(new URL(url))).toBe(false);
  });

  it.each([
    "127.0.0.1",
    "127.9.9.9",
    "::1",
    "::ffff:127.0.0.1",
    "0.0.0.0",
    "::",
    lan?.address ?? "127.0.0.1",
  ])("the end of a connection is known by address and port: %s", (address) => {
    expect([machine.isAt(address, 4001), machine.isAt(address, 4002)]).toEqual([true, false]);
  });

  it("the same port of another machine is another one", () => {
    expect(machine.isAt("192.0.2.1", 4001)).toBe(false);
  });
});

describe("deployed", () => {
  it.each(OF_THE_STAGE)("a name of the stage is known: %s", (url) => {
    expect(stage.isNamed(new URL(url))).toBe(true);
  });

  it.each([
    "https://example.com",
    "https://gateway.example.com.evil.test",
    "https://xgateway.example.com",
    "https://abc1234.execute-api.eu-central-1.amazonaws.com",
    "https://abc123.example.com",
    "https://cognito-idp.eu-central-1.amazonaws.com/eu-central-1_pool2",
    "https://cognito-idp.eu-central-1.amazonaws.com/other",
  ])("another one is not: %s", (url) => {
    expect(stage.isNamed(new URL(url))).toBe(false);
  });
});

it("a stage that names nothing has no own hosts", () => {
  expect(ownHosts("").isNamed(new URL("http://127.0.0.1:4000"))).toBe(false);
});
