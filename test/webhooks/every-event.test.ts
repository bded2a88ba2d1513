import { PUBLIC_EVENTS } from "@latchkey/core/event/event";
import { beforeAll, describe, expect, it } from "vitest";
import { readDocument } from "../journey/pasted-commands.fixture.ts";
import { startLatchkey } from "../support/running-latchkey.ts";
import { type Told, tellEveryEvent } from "./event-story.fixture.ts";
import { startReceiver } from "./receiver.fixture.ts";

let told: { own: Told[]; provider: Told[] };
let examples: Told[];
let document: string;

beforeAll(async () => {
  document = await readDocument("docs/webhooks-and-events.md");
  const lines = /```jsonl\n([\s\S]*?)\n```/.exec(document)?.[1]?.split("\n") ?? [];
  examples = lines.map((line) => JSON.parse(line) as Told);
  await using latchkey = await startLatchkey();
  const [own, provider] = [await startReceiver(), await startReceiver()];
  const goingTo = (side: RegExp) => PUBLIC_EVENTS.filter((type) => side.test(goesTo(type)));
  told = await tellEveryEvent(
    latchkey,
    { own, provider },
    { own: goingTo(OWN), provider: goingTo(PROVIDER) },
  );
  await Promise.all([own.stop(), provider.stop()]);
});

const OWN = /consumer's|the team's/;
const PROVIDER = /provider's/;

/** As the document's table says. */
const goesTo = (type: string): string =>
  document
    .split("\n")
    .find((line) => line.startsWith(`| \`${type}\``))
    ?.split("|")
    .at(-2)
    ?.trim() ?? "";

const fieldsOf = ({ data }: Told): string => Object.keys(data).sort().join(" ");

describe("docs/webhooks-and-events.md", () => {
  it("has an example of each event, in the order of the table", () => {
    expect(examples.map(({ type }) => type)).toEqual(PUBLIC_EVENTS);
    const rows = [...document.matchAll(/^\| `([a-z.-]+)` \|/gm)].map(([, type]) => type);
    expect(rows).toEqual(PUBLIC_EVENTS);
  });

  it.each(PUBLIC_EVENTS)("shows %s with the fields that its webhooks are sent", (type) => {
    const example = examples.find((each) => each.type === type);
    const sent = [...told.own, ...told.provider].filter((each) => each.type === type);
    expect(sent.map(fieldsOf)).toContain(example && fieldsOf(example));
    for (const each of sent) expect(Object.keys(each)).toEqual(["type", "timestamp", "data"]);
  });

  it.each(PUBLIC_EVENTS)("says whose webhooks %s goes to", (type) => {
    const came = (side: Told[]) => side.some((each) => each.type === type);
    expect([came(told.own), came(told.provider)]).toEqual([
      OWN.test(goesTo(type)),
      PROVIDER.test(goesTo(type)),
    ]);
  });
});
