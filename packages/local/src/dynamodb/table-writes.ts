import { subscribe, unsubscribe } from "node:diagnostics_channel";
import type { ClientRequest } from "node:http";

/** Node tells of each answer that a request of this process has got. */
const ANSWERED = "http.client.response.finish";
const WRITES = /^DynamoDB_20120810\.(?:Put|Update|Delete|BatchWrite|TransactWrite)Item/;

/** Tells when this process has written to the engine, whichever client it used. Answers what ends the telling. */
export const onTableWrite =
  (endpoint: string) =>
  (told: () => void): (() => void) => {
    const { host } = new URL(endpoint);
    const listen = (message: unknown) => {
      const { request } = message as { request: ClientRequest };
      if (request.getHeader("host") === host && WRITES.test(String(request.getHeader("x-amz-target"))))
        told();
    };
    subscribe(ANSWERED, listen);
    return () => unsubscribe(ANSWERED, listen);
  };
