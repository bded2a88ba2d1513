import { type Disturbance, pairsOf } from "./faulty-stage.fixture.ts";

const SECRET_HEADERS = new Set(["x-api-key", "apikey", "authorization", "signature", "cookie"]);
const SHORTEST = 12;
/** Names of algorithms and of headers, which stand beside the secrets. */
const NO_SECRET = /sha256|^@|^x-/i;

/** Watches what passes, and keeps every credential, signature, secret and deciding link in it. */
export const recordSecrets = (): { secrets: Set<string>; watching: Disturbance } => {
  const secrets = new Set<string>();
  const keep = (text: unknown) => {
    if (typeof text === "string" && text.length >= SHORTEST && !NO_SECRET.test(text)) secrets.add(text);
  };
  return {
    secrets,
    watching: {
      call: (call) => {
        for (const [name, value] of pairsOf(call.headers))
          if (SECRET_HEADERS.has(name.toLowerCase()))
            for (const part of value.split(/[\s,;]+|="/)) keep(part.replace(/^\w+=|"$/g, ""));
        for (const [name, value] of new URL(call.target, "http://stage").searchParams)
          if (/key|signature|credential/i.test(name)) keep(value);
        return call;
      },
      answer: (answer, { target }) => {
        const text = answer.body.toString();
        if (/\/credentials$/.test(target) && text.startsWith("{"))
          for (const value of Object.values(JSON.parse(text).secret ?? {})) keep(value);
        for (const [link] of text.matchAll(/\/approvals\/[\w.~-]+/g)) keep(link);
        return answer;
      },
    },
  };
};
