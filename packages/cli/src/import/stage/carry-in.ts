import { Problem } from "@latchkey/client/problem";
import * as z from "zod/mini";
import { eachAtMost } from "../../command-line/each-at-most.ts";
import type { DeclaredConsumer } from "../../declaration/declaration.ts";
import type { Management } from "../../management/management.ts";
import type { Note } from "../source/imported.ts";
import { type ConsumerThere, consumersOf, newConsumer, readConsumer } from "./consumer-there.ts";
import type { Prepared } from "./to-declaration.ts";

export interface CarryingIn {
  readonly team: string;
  readonly dryRun: boolean;
  /** No further consumer is begun once it is aborted. */
  readonly stop: AbortSignal;
  /** Called after each consumer. */
  readonly onDone: (consumers: number) => void;
}

export interface CarriedIn {
  readonly done: boolean;
  readonly created: number;
  readonly unchanged: number;
  readonly skipped: readonly Note[];
}

const AT_ONCE = 8;
/** What refuses one refuses all. */
const ENDS = new Set([401, 403]);

const Made = z.object({ id: z.string() });
const Issued = z.object({ credential: Made });

/**
 * Makes what is missing, a consumer after the other and its parts in turn: an interrupted import goes on where it was. What
 * is there stays as it is.
 * @throws Problem where the key may not do it at all
 */
export const carryIn = async (
  management: Management,
  { declaration, targets }: Prepared,
  { team, dryRun, stop, onDone }: CarryingIn,
): Promise<CarriedIn> => {
  // A list of a team that is not there is empty.
  await management.do("GET", `/v1/teams/${encodeURIComponent(team)}`);
  const known = await consumersOf(management, team);
  const counts = { created: 0, unchanged: 0, consumers: 0 };
  const skipped: Note[] = [];

  /** What was made, if it was. A dry run makes nothing, and counts it. */
  const make = async <T>(what: string, ask: () => Promise<T>, counted = 1): Promise<T | undefined> => {
    try {
      const made = dryRun ? undefined : await ask();
      counts.created += counted;
      return made;
    } catch (error) {
      if (!(error instanceof Problem) || ENDS.has(error.status) || error.status >= 500) throw error;
      skipped.push({ what, why: whyOf(error) });
      return undefined;
    }
  };

  const credentials = async (consumer: DeclaredConsumer, there: ConsumerThere): Promise<void> => {
    for (const { status, ...fields } of consumer.credentials ?? []) {
      const what = `consumer ${consumer.name}: credential ${fields.name}`;
      const path = `/v1/consumers/${there.id}/credentials`;
      const old = there.credentials.get(fields.name);
      if (old) counts.unchanged += 1;
      const id =
        old?.id ??
        (await make(what, async () => Issued.parse(await management.do("POST", path, fields)).credential.id));
      if (status === "disabled" && old?.status !== "disabled" && id !== undefined)
        await make(what, () => management.do("PATCH", `${path}/${id}`, { status }), 0);
    }
  };

  const limits = async ({ name, plugins }: DeclaredConsumer, there: ConsumerThere): Promise<void> => {
    for (const [plugin, configuration] of Object.entries(plugins ?? {}))
      if (there.plugins.has(plugin)) counts.unchanged += 1;
      else
        await make(`consumer ${name}: ${plugin}`, () =>
          management.do("PUT", `/v1/consumers/${there.id}/plugins/${plugin}`, configuration),
        );
  };

  const subscriptions = async (consumer: DeclaredConsumer, there: ConsumerThere): Promise<void> => {
    for (const { service, plan } of consumer.subscriptions ?? []) {
      const planned = plan === undefined ? {} : { plan };
      if (there.subscriptions.has(service)) counts.unchanged += 1;
      else
        await make(`consumer ${consumer.name}: subscription to ${service}`, () =>
          targets.get(service)?.asProvider
            ? management.do("POST", `/v1/services/${service}/subscriptions`, {
                consumer: there.id,
                ...planned,
              })
            : management.do("POST", `/v1/consumers/${there.id}/subscriptions`, { service, ...planned }),
        );
    }
  };

  const carry = async (consumer: DeclaredConsumer): Promise<void> => {
    if (stop.aborted) return;
    const { name, description, labels } = consumer;
    const id = known.get(name);
    const made =
      id === undefined
        ? await make(`consumer ${name}`, async () =>
            Made.parse(await management.do("POST", "/v1/consumers", { name, team, description, labels })),
          )
        : undefined;
    if (id !== undefined) counts.unchanged += 1;
    if (id === undefined && made === undefined && !dryRun) return;
    const there = id === undefined ? newConsumer(made?.id ?? "") : await readConsumer(management, id);
    // Limits before keys: no call is made without them.
    await limits(consumer, there);
    await credentials(consumer, there);
    await subscriptions(consumer, there);
    counts.consumers += 1;
    onDone(counts.consumers);
  };

  await eachAtMost(declaration.consumers ?? [], AT_ONCE, carry);
  return { done: !stop.aborted, created: counts.created, unchanged: counts.unchanged, skipped };
};

/** What is wrong, with the field where there is one; never a value, which may be a secret. */
const whyOf = ({ code, detail, errors }: Problem): string =>
  errors.length === 0
    ? `${code}: ${detail ?? ""}`
    : errors.map(({ pointer, detail: wrong }) => `${pointer} ${wrong}`).join("; ");
