import { chmod, symlink } from "node:fs/promises";
import { describe, expect, it } from "vitest";
import { making } from "../support/making.ts";
import { cli } from "./run-cli.fixture.ts";
import { sharedCli } from "./shared-cli.fixture.ts";

const on = sharedCli();

describe("nothing is made where", () => {
  const file = (slug: string) => ({ teams: [{ slug, name: "New" }] });
  const isThere = async (slug: string) => (await on.root("GET", `/v1/teams/${slug}`)).status === 200;

  it.each([
    [
      "the file for secrets has another mode",
      async () => chmod(await on.folder.file("open", ""), 0o644).then(() => "open"),
    ],
    [
      "the file for secrets is a link",
      async () => symlink(await on.folder.file("to", ""), on.folder.path("link")).then(() => "link"),
    ],
    ["the place for secrets cannot be written", async () => "no/such/folder"],
    ["the place for secrets is a folder", async () => "."],
  ])("%s", async (why, secrets) => {
    const slug = `unmade-${why.length}`;
    const path = on.folder.path(await secrets());
    const refused = await cli(
      on.stage,
      "apply",
      "-f",
      await on.folder.file("f", file(slug)),
      "--secrets-to",
      path,
    );
    expect([refused.code, refused.told]).toEqual([2, expect.stringContaining("--secrets-to")]);
    expect(await isThere(slug)).toBe(false);
  });

  it("the file names a team that the caller cannot see, and the place is told", async () => {
    const text = "teams: [{slug: unseen-1, name: x}]\nconsumers:\n  - name: a\n    team: unseen-2\n";
    const refused = await cli(on.stage, "apply", "-f", await on.folder.file("unseen.yaml", text));
    expect([refused.code, refused.told]).toEqual([
      1,
      expect.stringMatching(/unseen\.yaml:4:11 consumers\.0\.team/),
    ]);
    expect(await isThere("unseen-1")).toBe(false);
  });

  it("a type, a team or a kind would have to change", async () => {
    const make = making(on.root);
    const { slug: team } = await make.team();
    const { slug, name, upstream } = await make.service(team);
    const consumer = await make.consumer(team);
    await make.credential(consumer, { name: "login", type: "basic" });
    const said = {
      services: [{ slug, name, team, kind: "ai", upstream: { url: upstream.url } }],
      consumers: [{ name: consumer.name, team, credentials: [{ name: "login", type: "api-key" }] }],
    };
    const refused = await cli(on.stage, "apply", "-f", await on.folder.file("fixed.json", said));
    expect(refused.code).toBe(1);
    expect(refused.told).toMatch(/services\.0\.kind: a service's kind never changes; it is rest/);
    expect(refused.told).toMatch(/credentials\.0\.type: a credential's type never changes; it is basic/);
  });
});

it("what the stage refuses is told at its place in the file, and the rest of its phase is made", async () => {
  const text =
    "teams: [{slug: partly, name: x}]\nconsumers:\n  - {name: good, team: partly}\n  - name: bad\n    team: partly\n    labels: {'': x}\n";
  const partly = await cli(on.stage, "apply", "-f", await on.folder.file("partly.yaml", text));
  expect(partly.code).toBe(1);
  expect(partly.told).toMatch(/partly\.yaml:6:\d+ \+ consumer partly\/bad: \/labels/);
  expect(partly.told).toContain("Run it again");
  const { items } = (await on.root("GET", "/v1/consumers?team=partly")).body;
  expect(items.map(({ name }: { name: string }) => name)).toEqual(["good"]);
});
