import { startServer } from "@latchkey/core/testing/loopback-server";
import { readUrlEvent } from "@latchkey/functions/probe/read-url-event";
import { sendEcho } from "@latchkey/functions/probe/send-echo";
import { expect, it } from "vitest";
import { asRoot } from "../support/management.ts";
import { startLatchkey } from "../support/running-latchkey.ts";
import { faultyStage } from "./faulty-stage.fixture.ts";
import { askDoctor } from "./run-doctor.fixture.ts";

const REGION = "eu-central-1";
const BY_ROLE = ["aws4-shown", "upstream-authorization", "upstream-aws4"];
const ASKED = [
  ...BY_ROLE,
  "identity-headers",
  "query-kept",
  "aws4-presigned-body",
  "answer-streams",
  "upstream-timeout",
];

it("the doctor calls the probe that a stage brings, which the gateway's role signs for, and leaves nothing", async () => {
  const callers = new Set<string>();
  const probe = await startServer(async (request, response) => {
    callers.add(
      /Credential=(\w+)\/\d+\/([\w-]+)\/lambda\//
        .exec(request.headers.authorization ?? "")
        ?.slice(1)
        .join() ?? "",
    );
    const { pathname, search } = new URL(request.url ?? "/", "http://probe");
    const event = {
      rawPath: pathname,
      rawQueryString: search.slice(1),
      headers: Object.fromEntries(
        Object.entries(request.headers).map(([name, value]) => [name, String(value)]),
      ),
      body: Buffer.concat(await request.toArray()).toString(),
      isBase64Encoded: false,
      requestContext: { http: { method: request.method ?? "GET" } },
    };
    const begin = (status: number, type: string) => response.writeHead(status, { "Content-Type": type });
    await sendEcho(readUrlEvent(event), begin, new AbortController().signal);
  });
  const grant = { teams: ["latchkey"], service: "lambda", region: REGION, url: probe.url };
  await using latchkey = await startLatchkey({
    AWS_ACCESS_KEY_ID: "AKIAROLE",
    AWS_SECRET_ACCESS_KEY: "secret-of-the-role",
    LATCHKEY_IAM_UPSTREAMS: JSON.stringify([grant]),
  });
  try {
    await using stage = await faultyStage(latchkey, {
      passesStreams: true,
      instead: ({ target }) =>
        target.startsWith("/_local/upstreams/")
          ? { status: 404, headers: [], body: Buffer.alloc(0) }
          : undefined,
      answer: (answer, { target }) =>
        target === "/config.json"
          ? {
              ...answer,
              body: Buffer.from(
                JSON.stringify({
                  ...JSON.parse(answer.body.toString()),
                  probe: { url: probe.url, region: REGION },
                }),
              ),
            }
          : answer,
    });
    const services = async () => (await asRoot(latchkey)("GET", "/v1/services")).body.items;
    const before = await services();
    const found = await askDoctor(stage.url, latchkey.rootKey, "--only", ASKED.join(","));
    expect([found.code, found.broken], found.printed).toEqual([0, []]);
    const looks = [...found.printed.matchAll(/^look +(\S+)/gm)].map(([, id]) => id);
    expect(looks.toSorted()).toEqual(BY_ROLE.toSorted());
    expect([...callers]).toEqual([`AKIAROLE,${REGION}`]);
    expect(await services()).toEqual(before);
  } finally {
    probe.stop();
  }
});
