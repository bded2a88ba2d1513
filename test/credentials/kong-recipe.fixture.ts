import { createHash, createHmac } from "node:crypto";
import type { Client } from "./curl.fixture.ts";
import { sendRaw } from "./send-raw.fixture.ts";

/** Encoded by RFC 3986, in the order of names and values. */
export const sortedQuery = (search: URLSearchParams): string => {
  const encode = (text: string) =>
    encodeURIComponent(text).replace(
      /[!'()*]/g,
      (each) => `%${each.charCodeAt(0).toString(16).toUpperCase()}`,
    );
  return [...search]
    .map(([name, value]) => `${encode(name)}=${encode(value)}`)
    .sort()
    .join("&");
};

/** Kong's documentation of its plugin hmac-auth, "Signature string construction" and "Body validation", by hand and curl. */
export const byKongsRecipe: Client = (url, sample, { accessKey, secretKey }) => {
  const { pathname, searchParams, search } = new URL(url);
  const date = new Date().toUTCString();
  const content = sample.body === undefined ? undefined : Buffer.from(sample.body);
  const digest = content && `SHA-256=${createHash("sha256").update(content).digest("base64")}`;
  const target = search === "" ? pathname : `${pathname}?${sortedQuery(searchParams)}`;
  const text = [
    `date: ${date}`,
    `${sample.method} ${target} HTTP/1.1`,
    ...(digest ? [`digest: ${digest}`] : []),
  ];
  const signature = createHmac("sha256", secretKey).update(text.join("\n")).digest("base64");
  const names = `date request-line${digest ? " digest" : ""}`;
  return sendRaw(url, {
    method: sample.method,
    headers: {
      ...sample.headers,
      Date: date,
      ...(digest ? { Digest: digest } : {}),
      Authorization: `hmac username="${accessKey}", algorithm="hmac-sha256", headers="${names}", signature="${signature}"`,
    },
    ...(content ? { body: content } : {}),
  });
};
