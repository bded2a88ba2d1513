import { once } from "node:events";
import { createServer, type IncomingMessage } from "node:http";
import type { AddressInfo } from "node:net";
import { text } from "node:stream/consumers";
import { onTestFinished } from "vitest";

interface Reply {
  status: number;
  body?: object;
}

const serve = async (answer: (request: IncomingMessage, body: string) => Reply): Promise<string> => {
  const server = createServer(async (request, response) => {
    const { status, body } = answer(request, await text(request));
    response.writeHead(status, { "Content-Type": "application/json" });
    response.end(body && JSON.stringify(body));
  }).listen(0, "127.0.0.1");
  await once(server, "listening");
  onTestFinished(async () => {
    server.closeAllConnections();
    server.close();
  });
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
};

/**
 * `POST /api/v1/events` as OpenMeter documents it: batches of CloudEvents, 204, each id of a source added once. `down` fails the
 * request of this number, counted from 1, after it was taken: the answer is lost.
 */
export const openMeter = async (key: string, down = 0) => {
  const taken = new Map<string, { subject: string; data: { calls: number } }>();
  let requests = 0;
  const url = await serve((request, body) => {
    requests += 1;
    if (request.method !== "POST" || request.url !== "/api/v1/events") return { status: 404 };
    if (request.headers.authorization !== `Bearer ${key}`) return { status: 401 };
    if (request.headers["content-type"] !== "application/cloudevents-batch+json") return { status: 400 };
    const events = JSON.parse(body);
    for (const event of events) {
      if (event.specversion !== "1.0" || !event.id || !event.source || !event.type || !event.subject)
        return { status: 400 };
      if (Number.isNaN(Date.parse(event.time))) return { status: 400 };
    }
    for (const event of events) {
      const name = JSON.stringify([event.source, event.id]);
      if (!taken.has(name)) taken.set(name, event);
    }
    return { status: requests === down ? 503 : 204 };
  });
  return { url, taken: () => [...taken.values()] };
};

const DAY = 86_400;

/**
 * `POST /v1/billing/meter_events` as Stripe documents it: a form, an identifier of at most 100 characters that is refused while it is
 * remembered, a time within 35 days and up to five minutes ahead, a whole number.
 *
 * @param now seconds since the epoch
 */
export const stripe = async (key: string, now: () => number, down = 0) => {
  const taken: { customer: string; value: number; identifier: string }[] = [];
  const remembered = new Map<string, number>();
  let requests = 0;
  const refused = (message: string): Reply => ({
    status: 400,
    body: { error: { type: "invalid_request_error", message } },
  });
  const url = await serve((request, body) => {
    requests += 1;
    if (request.method !== "POST" || request.url !== "/v1/billing/meter_events") return { status: 404 };
    if (request.headers.authorization !== `Bearer ${key}`)
      return { status: 401, body: { error: { message: "Invalid API Key provided" } } };
    const form = new URLSearchParams(body);
    const identifier = form.get("identifier") ?? "";
    const at = Number(form.get("timestamp"));
    const [customer, value] = [form.get("payload[stripe_customer_id]"), form.get("payload[value]")];
    if (form.get("event_name") !== "latchkey_calls") return refused("No active meter with this event name.");
    if (identifier.length > 100) return refused("The identifier is too long.");
    if (!Number.isInteger(at) || at < now() - 35 * DAY || at > now() + 300)
      return refused("The timestamp is out of range.");
    if (!customer?.startsWith("cus_") || !/^\d+$/.test(value ?? ""))
      return refused("The payload is invalid.");
    if ((remembered.get(identifier) ?? Number.NEGATIVE_INFINITY) > now() - DAY)
      return refused(`An event already exists with identifier ${identifier}.`);
    remembered.set(identifier, now());
    taken.push({ customer, value: Number(value), identifier });
    return requests === down
      ? { status: 503, body: { error: { message: "down" } } }
      : { status: 200, body: { object: "billing.meter_event" } };
  });
  return { url, taken };
};
