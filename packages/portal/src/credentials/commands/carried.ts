import type { Program, Template } from "./program.ts";
import { ownHeaders, type SampleCall } from "./sample-call.ts";

type Request = Omit<Program, "note" | "assignments">;

/** The call without what proves it, and with headers beside its own. */
export const requestOf = (
  call: Omit<SampleCall, "credential" | "secret" | "tokens">,
  headers: Program["headers"] = {},
): Request => {
  const own = Object.entries(ownHeaders(call)).map(([name, value]) => [name, [value]] as const);
  return {
    method: call.method,
    url: [call.url],
    headers: { ...Object.fromEntries(own), ...headers },
    ...(call.body === undefined ? {} : { body: call.body }),
  };
};

/** The call with what proves it: in the usual header, or in the place that the credential names. */
export const carried = (call: SampleCall, proof: Template, usual: string, prefix = ""): Request => {
  const place = call.credential.in?.[0];
  const whole = prefix === "" ? proof : [prefix, ...proof];
  if (!place) return requestOf(call, { [usual]: whole });
  if (place.where === "header")
    return requestOf(call, { [place.name]: usual === "Authorization" ? whole : proof });
  if (place.where === "cookie") return requestOf(call, { Cookie: [`${place.name}=`, ...proof] });
  const joint = call.url.includes("?") ? "&" : "?";
  const inQuery = proof.map((part) => (typeof part === "string" ? encodeURIComponent(part) : part));
  return {
    ...requestOf(call),
    url: [`${call.url}${joint}${encodeURIComponent(place.name)}=`, ...inQuery],
  };
};
