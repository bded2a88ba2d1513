import { type Client, readPieces } from "./client.ts";
import { fromResponse, pathOf, problemOf } from "./from-response.ts";

interface Request {
  method: "get";
  path: string;
  headers: Record<string, string>;
  body?: unknown;
}

/** An SDK that sends any request, and tells a refusal by an error of its own: those that Stainless generates. */
interface Sdk {
  at: (baseURL: string, apiKey: string) => { request(request: Request): { asResponse(): Promise<Response> } };
  Refusal: new (...given: never[]) => Parameters<typeof problemOf>[0];
}

export const sdkClient =
  ({ at, Refusal }: Sdk): Client =>
  async ({ url, method = "GET", key = "", headers = {}, body, onPiece }) => {
    const { origin, path } = pathOf(url);
    try {
      const response = await at(origin, key)
        .request({
          method: method.toLowerCase() as "get",
          path,
          headers,
          ...(body === undefined ? {} : { body: JSON.parse(String(body)) }),
        })
        .asResponse();
      return fromResponse(response, await readPieces(response.body, onPiece));
    } catch (error) {
      if (error instanceof Refusal) return problemOf(error);
      throw error;
    }
  };
