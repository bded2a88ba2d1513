import type { SampleCall } from "./sample-call.ts";

interface Carried {
  url: string;
  headers: Readonly<Record<string, string>>;
}

/** Where a secret goes that travels as it is: the usual header, or the place that the credential names. */
export const carried = (
  { url, credential }: SampleCall,
  value: string,
  usual: string,
  prefix = "",
): Carried => {
  const place = credential.in?.[0];
  if (!place) return { url, headers: { [usual]: `${prefix}${value}` } };
  if (place.where === "header")
    return { url, headers: { [place.name]: usual === "Authorization" ? `${prefix}${value}` : value } };
  if (place.where === "cookie") return { url, headers: { Cookie: `${place.name}=${value}` } };
  const joint = url.includes("?") ? "&" : "?";
  return { url: `${url}${joint}${encodeURIComponent(place.name)}=${encodeURIComponent(value)}`, headers: {} };
};
