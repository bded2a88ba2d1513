import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { making } from "../support/making.ts";
import { asRoot, type Send } from "../support/management.ts";
import type { Stage } from "../support/running-latchkey.ts";
import { sharedLatchkey } from "../support/shared-latchkey.ts";
import { cli, type Folder, ownFolder } from "./run-cli.fixture.ts";

const APPLICATION = {
  fields: [
    { name: "use", label: "What do you build?", type: "text", required: true },
    { name: "seats", label: "How many people use it?", type: "number", required: true },
  ],
  terms: { version: "2026-01", url: "https://example.com/terms" },
};

let stage: Stage;
let folder: Folder;
let root: Send;
let slug: string;
let words: string[];
let subscriptions: () => Promise<{ answers?: object; termsVersion?: string }[]>;
beforeAll(async () => {
  stage = await sharedLatchkey();
  folder = await ownFolder();
  root = asRoot(stage);
  const make = making(root);
  const provider = await make.team();
  const { slug: team } = await make.team();
  ({ slug } = await make.service(provider.slug, { application: APPLICATION }));
  words = ["onboard", slug, "--team", team, "--timeout", "0", "--consumer"];
  subscriptions = async () =>
    JSON.parse((await cli(stage, "subscriptions", "--service", slug, "--json")).printed).items;
});
afterAll(() => folder[Symbol.asyncDispose]());

describe("onboard at a service that asks its applicants", () => {
  it("tells the questions where they are not answered, and applies for nothing", async () => {
    const { code, told } = await cli(stage, ...words, "silent", "--answer", "use=reports");
    expect(code).toBe(1);
    expect(told).toContain("--answer seats=…  How many people use it? (number, required)");
    expect(told).toContain("--terms 2026-01  agrees to the terms at https://example.com/terms");
    expect(told).toContain("/answers/seats");
    expect(await subscriptions()).toEqual([]);
  });

  it("answers from a file and from its arguments, which go before the file", async () => {
    const file = await folder.file("answers.yaml", "use: reports\nseats: 3\n");
    const given = ["--answers", file, "--answer", "seats=12", "--terms", "2026-01"];
    const { code, told } = await cli(stage, ...words, "robot", ...given);
    expect([code, told]).toEqual([1, expect.stringContaining("still waits")]);
    const [applied] = await subscriptions();
    expect(applied).toMatchObject({ answers: { use: "reports", seats: 12 }, termsVersion: "2026-01" });
  });

  it.each([
    ["a file that is not there", ["--answers", "/none.yaml"], /none\.yaml cannot be read \(ENOENT\)/],
    ["an answer without a name", ["--answer", "reports"], /NAME=TEXT/],
  ])("refuses %s as wrong use", async (_name, given, said) => {
    const { code, told } = await cli(stage, ...words, "wrong", ...given);
    expect([code, told]).toEqual([2, expect.stringMatching(said)]);
  });

  it.each([
    ["a list", "- reports\n", ":1:1"],
    ["an answer that is a list", "use: reports\nseats: [three]\n", ":2:8"],
    ["what is no YAML", "use: [", ""],
  ])("refuses %s with its place, without what it says", async (name, content, place) => {
    const file = await folder.file(`${name.replaceAll(/\W/g, "-")}.yaml`, content);
    const { code, told } = await cli(stage, ...words, "wrong", "--answers", file);
    expect([code, told]).toEqual([2, expect.stringContaining(`${file}${place}`)]);
    expect(told).toContain("no mapping of names");
    expect(told).not.toMatch(/reports|three/);
  });
});

it("apply answers from its file, and a second run writes nothing", async () => {
  const make = making(root);
  const { slug: team } = await make.team();
  const deployer = await make.consumer(team);
  const { secret } = await make.credential(deployer, { type: "api-key", name: "deployer" });
  await make.subscription(deployer, "latchkey");
  const subscription = { service: slug, answers: { use: "reports", seats: 3 }, termsVersion: "2026-01" };
  const file = await folder.file("team.json", {
    consumers: [{ name: "declared", team, subscriptions: [subscription] }],
  });
  const asTeam = ["apply", "-f", file, "--json", "--key", secret.apiKey];
  const first = await cli(stage, ...asTeam);
  expect([first.code, first.told]).toEqual([0, expect.anything()]);
  const { items } = (await root("GET", `/v1/subscriptions?team=${team}`)).body;
  expect(items.find(({ service }: { service: string }) => service === slug)).toMatchObject({
    status: "pending",
    answers: subscription.answers,
    termsVersion: "2026-01",
  });
  const second = await cli(stage, "diff", "-f", file, "--key", secret.apiKey);
  expect([second.code, second.printed]).toEqual([0, ""]);
});
