import type { Counts } from "./counts.ts";
import { PRICES } from "./prices.ts";
import { type ASSUMED, AUDIT_BATCH, type Item, type Memory, unitDollars } from "./reckon.ts";

/** Names under which functions and filters write figures of their own; a test counts them. */
export const METRICS = 19;

const MILLION = 1_000_000;
const dollars = (value: number): string => value.toFixed(2);
const logs = (bytes: number): string => dollars(((bytes * MILLION) / 1e9) * PRICES.logGb.dollars);

/** The sentences of docs/cost.md between its tables. */
export const PROSE = {
  head: (region: string) =>
    `# What calls cost

Latchkey on AWS is paid by use: without calls nothing runs. List prices of ${region} in US dollars, without free tiers, discounts and taxes; **no bill was
ever seen**, for nothing of this ran on AWS. A million calls cost:`,

  short: (idle: number) =>
    `and each month about ${idle} dollars without a call (alarms, the firewall, keys: [deploy.md](deploy.md)). Between a *busy* caller, of whom everything is remembered, and a *quiet* one, of whom nothing is,
lies real traffic.

- **Most of it**, where upstreams are quick, is what API Gateway asks for a request (3.50 a million). There is little to turn there.
- **A slow upstream** costs as long as it takes: the gateway waits for it. A model that answers for 10 s costs ten times an API that answers in 100 ms.
- **Limits**: leased ones (the default) cost next to nothing, strict ones a write for each call.
- **Counting** a call of a quiet consumer is three write units, of busy ones a fraction of one.
- **Smaller bills**: no firewall (\`requestsPerAddress: 0\`), an HTTP API of your own before [the authorizer](authorizer.md), leased limits. From some tens of millions of calls a month on, a few servers that are
  always busy cost less than functions that are paid by the call, before anybody is paid to run them.

Everything below is what these figures are made of. It is written by \`npm run cost -- --write\` from \`bench/cost/counts.json\` (measured by \`npm run cost -- --measure\`) and
\`bench/cost/prices.ts\`; a test compares.`,

  mixes: `*Busy*: a few callers, so that everything is remembered. *Quiet*: each call is another caller's, so that nothing is but the service and the suspended teams. Real traffic lies
between the two. The upstream answers in 100 ms unless said otherwise. A batch of log lines is assumed to be 1, 10 and 100 lines.`,

  madeOf: "At 100 million a month, dollars for a million calls:",

  turn: (counts: Counts, memory: Memory, busy: Record<Item, number>) => {
    const { units, bytes } = counts;
    const [alone] = units.usage.batches;
    return `- **API Gateway** is the largest item where callers are busy and upstreams quick, and there is nothing to turn: HTTP APIs cost a third (1.00), but
  their refusals cannot say why, they do not stream and take no firewall. A provider who puts the authorizer before an API of its
  own (\`docs/authorizer.md\`) pays that API anyway, and neither our gateway nor its lines.
- **Waiting for the upstream** is paid as the gateway's memory (${memory.gateway} MB) for as long as the answer takes: ${dollars((MILLION / 10) * (memory.gateway / 1024) * PRICES.lambdaGbSecond.dollars)} for a million calls of 100 ms,
  ${dollars(MILLION * 10 * (memory.gateway / 1024) * PRICES.lambdaGbSecond.dollars)} for a million streams of 10 s, where it is almost all there is. What lowers it: a quicker upstream, or less memory once it is
  known how much a stream needs.
- **Counting usage** writes three items for a call of a quiet consumer: its addition to the log, and a page of its team and of its service, which all calls of five minutes share
  (${dollars(alone ? unitDollars({ rru: alone.log.rru, wru: alone.log.wru + alone.teamPages + alone.servicePages }, MILLION) : 0)} for a million that come alone). Each run of the roll-up writes ${units.usage.rollUpRun.wru} units more, whatever the traffic. Firehose before the count would save some 0.50 of a million single lines and add minutes to every count
  ([0140](decisions/0140-usage-is-a-log-that-is-rolled-up.md)).
- **The last calls** of a consumer are one item for each service in a batch of lines: a write unit for four calls, at most 25 in five seconds for a consumer and service,
  and nothing is read.
- **Logs.** Lambda's own lines of two invocations are ${logs(2 * bytes.platformLines)}, the gateway's line ${logs(bytes.gatewayLine)}, the access log ${logs(bytes.accessLine)}. Lambda's lines
  would stop at the system log level WARN (as remembered, not tried); \`infra\` has no setting for it yet. \`LATCHKEY_LOG_RETENTION\` is how long they are
  kept, at ${PRICES.logGbMonth.dollars} for a compressed GB and month.
- **The firewall**: \`LATCHKEY_REQUESTS_PER_ADDRESS=0\` saves ${dollars(PRICES.wafRequest.dollars)} for a million calls and 10 dollars a month, and leaves floods to the stage's throttles.
- **The authorizer** runs for each call, because API Gateway's cache of verdicts is off (ttl 0): a cached verdict would outlive a revocation, and
  the body's digest and the limits of the call before. It is ${dollars(busy.authorizer)} for a million while it remembers.
- **Limits**: \`strict\` writes ${units.strictLimit.wru === 1 ? "a unit" : `${units.strictLimit.wru} units`} for each call (${dollars(unitDollars(units.strictLimit, MILLION))}), \`leased\` ${units.leasedLimit.wru} at 20 calls a second and instance (${dollars(unitDollars(units.leasedLimit, MILLION))}). Leased is the default.
- **The audit** is fed by the table's stream, by the keys of records: calls, limits, usage and uses of credentials invoke it not. It waits up to ${AUDIT_BATCH.seconds} s for ${AUDIT_BATCH.records.toLocaleString("en")} changes to gather.
- **Reading records**: ${units.quietVerdict.apiKey.rru} units for a caller that is not remembered (${dollars(unitDollars(units.quietVerdict.apiKey, MILLION))}), ${units.verdict.apiKey.rru} where nothing is. \`LATCHKEY_REVOCATION_SECONDS\` above 5 lowers it, and a revocation waits as much longer.
- At a steady load, savings plans (Lambda) and provisioned or reserved capacity (DynamoDB) lower the two; neither is in the figures.`;
  },

  peers: `What they charge for themselves; what each figure leaves out is below. They are not the same goods: Konnect and Zuplo are gateways with a
portal, Unkey checks keys and forwards nothing, APIPark is a program on servers that need maintenance. "Verified" is the day on
which a stored copy of the source was read, mostly a third party's copy of a price list. **A server that is always busy is cheaper than
functions that are paid by the call**: on this table a few nodes beat us from some tens of millions of calls a month on, before anybody
is paid to run them. Latchkey is cheap while calls are few or come in bursts.`,

  counted: (memory: Memory) =>
    `The Lambdas that are deployed, in one process over a real engine, what goes between them metered (\`ReturnConsumedCapacity\`). A write
whose condition fails is billed too, but the engine does not report it: lost races come on top. Memory is \`infra\`'s: authorizer ${memory.authorizer} MB, gateway ${memory.gateway},
ingest ${memory.ingest}, append-audit ${memory.audit}.`,

  notInIt: ({ runtimeMs, dynamoMs }: typeof ASSUMED) =>
    `- Billed time is reckoned, not measured on AWS: CPU as below, divided by the share of a CPU that the memory buys, plus the upstream's time, ${dynamoMs} ms for
  each trip to DynamoDB and ${runtimeMs} ms for the runtime (both assumed), rounded up to a millisecond. A core of Graviton is taken to be as fast as the one
  measured on.
- Cold starts. Each is some 50 to 200 ms of the authorizer's memory, and two readings of secrets (0.00001 dollars); how many there are depends on how jumpy the traffic is.
- Transfer to the internet, ${PRICES.transferGb.dollars} for a GB: 0.18 for a million answers of 2 KB, 9 for a million of 100 KB. A streamed answer is one more
  request of API Gateway for each 10 MB.
- Refused calls: they cost API Gateway, the firewall, the authorizer and the logs, and no gateway. What the firewall blocks costs API Gateway, the firewall, a line of a kilobyte or two in its log,
  and for each service and batch of lines one write of the list that the service's team reads.
- Figures of our own in CloudWatch: ${METRICS} metrics at ${PRICES.metricMonth.dollars} a month each, by the hours in which they are written. Four to seven are written while somebody calls,
  the others when something goes wrong.
- KMS and Secrets Manager: each instance reads its two rings every five minutes (24 requests an hour of each, ${dollars((24 * 730 * PRICES.secretRequest.dollars) / 10_000)} and ${dollars((24 * 730 * PRICES.kmsRequest.dollars) / 10_000)} a month for one that always runs), and
  DynamoDB asks KMS for the table's key once in five minutes for each role that uses it (${dollars((12 * 730 * PRICES.kmsRequest.dollars) / 10_000)}).
- Calls of the management API, mails, webhooks, events, entries of the audit, the table's size and its copies: they follow people, not calls.`,

  prices: (region: string) =>
    `Of ${region}, because those could be read. eu-central-1, where a stage is unless told otherwise, is dearer: from memory, not verified, REST
requests by 6 % (3.70), DynamoDB by 22 % and logs by 26 %. After a correction of a price in \`bench/cost/prices.ts\` run \`npm run cost -- --write\`.`,
} as const;
