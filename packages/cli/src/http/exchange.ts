import { request as requestHttp } from "node:http";
import { request as requestHttps } from "node:https";

/** A request, as it stands on the wire. */
export interface Outgoing {
  readonly method?: string;
  readonly url: string;
  /** Sent in this case and order. */
  readonly headers?: Readonly<Record<string, string | readonly string[]>>;
  readonly body?: string | Uint8Array;
}

/** What an answer says. */
export interface Answered {
  readonly status: number;
  /** By names in small letters; the lines of a name joined by a comma. */
  readonly headers: ReadonlyMap<string, string>;
  readonly body: Buffer;
}

/** An answer, whole, and how long it took. */
export interface Incoming extends Answered {
  /** Milliseconds from the start of the request to the body's first byte, or to the end of an empty one. */
  readonly firstByteAfter: number;
  /** Milliseconds from the start of the request to the end of the answer. */
  readonly endAfter: number;
}

const MAX_ANSWER_BYTES = 32 * 1024 * 1024;

/**
 * Sends one request on a connection of its own: what one check does to a connection is no other check's concern. No
 * redirect is followed, so no key is sent to where it was not meant to go.
 * @throws Error when there is no whole answer
 */
export const exchange = (outgoing: Outgoing, signal: AbortSignal): Promise<Incoming> =>
  new Promise((resolve, reject) => {
    const url = new URL(outgoing.url);
    const begun = performance.now();
    const send = url.protocol === "https:" ? requestHttps : requestHttp;
    const body = outgoing.body === undefined ? undefined : Buffer.from(outgoing.body);
    const request = send(url, {
      method: outgoing.method ?? "GET",
      headers: {
        ...mutable(outgoing.headers ?? {}),
        ...(body === undefined ? {} : { "Content-Length": String(body.length) }),
      },
      agent: false,
      signal,
    });
    request.on("error", reject);
    request.on("response", (response) => {
      const chunks: Buffer[] = [];
      let length = 0;
      let firstByteAfter: number | undefined;
      response.on("data", (chunk: Buffer) => {
        firstByteAfter ??= performance.now() - begun;
        length += chunk.length;
        chunks.push(chunk);
        if (length > MAX_ANSWER_BYTES) request.destroy(new Error(`an answer over ${MAX_ANSWER_BYTES} bytes`));
      });
      response.on("error", reject);
      response.on("end", () => {
        const endAfter = performance.now() - begun;
        resolve({
          status: response.statusCode ?? 0,
          headers: new Map(
            Object.entries(response.headersDistinct).map(([name, values]) => [
              name,
              (values ?? []).join(", "),
            ]),
          ),
          body: Buffer.concat(chunks),
          firstByteAfter: firstByteAfter ?? endAfter,
          endAfter,
        });
      });
    });
    request.end(body);
  });

const mutable = (headers: NonNullable<Outgoing["headers"]>): Record<string, string | string[]> =>
  Object.fromEntries(
    Object.entries(headers).map(([name, value]) => [name, typeof value === "string" ? value : [...value]]),
  );
