import { createClient } from "@supabase/supabase-js";
import type { Client } from "./client.ts";
import { fromResponse } from "./from-response.ts";

/** Sends its key twice: as `apikey`, and as `Authorization: Bearer` unless a person has signed in, whose token that is. */
export const supabaseAt = (url: string, key: string, headers: Readonly<Record<string, string>> = {}) =>
  createClient(url, key, {
    auth: { persistSession: false, autoRefreshToken: false, detectSessionInUrl: false },
    global: { headers },
  });

/** Its edge functions, whose path is `/functions/v1/NAME` below the address of the project. */
export const supabase: Client = async ({ url, method = "GET", key = "", headers = {}, body }) => {
  const [project = "", name = ""] = url.split("/functions/v1/");
  const { data, error, response } = await supabaseAt(project, key).functions.invoke(name, {
    method: method as "GET",
    headers,
    ...(body === undefined
      ? {}
      : { body: typeof body === "string" ? body : new Blob([new Uint8Array(body)]) }),
  });
  if (!response) throw error;
  // What was refused is left unread, in `error.context`.
  const unread: Response | undefined = error?.context;
  const text = unread ? await unread.text() : typeof data === "string" ? data : JSON.stringify(data);
  return fromResponse(response, Buffer.from(text));
};
