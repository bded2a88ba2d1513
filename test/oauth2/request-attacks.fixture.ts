import { type Attacks, bySecret } from "./attack.fixture.ts";
import { basicOf, GRANT } from "./oauth2.fixture.ts";

/** Requests of a client that is proven. */
export const REQUEST_ATTACKS: Attacks = {
  invalid_request: {
    "no grant": (w) => ({ form: [["scope", "a"]], authorization: basicOf(w.secret) }),
    "an empty grant": (w) => ({ form: [["grant_type", ""]], authorization: basicOf(w.secret) }),
    "two grants": (w) => bySecret(w, GRANT),
    "two scopes": (w) => bySecret(w, ["scope", "a"], ["scope", "b"]),
    "two resources": (w) =>
      bySecret(w, ["resource", w.clients.audiences.gateway], ["resource", w.clients.audiences.gateway]),
    "two unknown ones": (w) => bySecret(w, ["more", "a"], ["more", "b"]),
    JSON: (w) => ({
      ...bySecret(w),
      body: '{"grant_type":"client_credentials"}',
      headers: [["Content-Type", "application/json"]],
    }),
    "another charset's form": (w) => ({ ...bySecret(w), headers: [["Content-Type", "multipart/form-data"]] }),
    "a body without end": (w) => ({
      ...bySecret(w),
      body: `grant_type=client_credentials&x=${"y".repeat(40_000)}`,
    }),
    "parameters without end": (w) =>
      bySecret(w, ...Array.from({ length: 60 }, (_, n) => [`p${n}`, "1"] as const)),
  },
  unsupported_grant_type: {
    "a password grant (RFC 9700, 2.4)": (w) => ({
      form: [
        ["grant_type", "password"],
        ["username", "a"],
        ["password", "b"],
      ],
      authorization: basicOf(w.secret),
    }),
    "a code": (w) => ({
      form: [
        ["grant_type", "authorization_code"],
        ["code", "a"],
      ],
      authorization: basicOf(w.secret),
    }),
    "a refresh token": (w) => ({
      form: [
        ["grant_type", "refresh_token"],
        ["refresh_token", "a"],
      ],
      authorization: basicOf(w.secret),
    }),
    "a grant in capitals": (w) => ({
      form: [["grant_type", "CLIENT_CREDENTIALS"]],
      authorization: basicOf(w.secret),
    }),
  },
  invalid_target: {
    "a resource elsewhere": (w) => bySecret(w, ["resource", "https://elsewhere.example/echo"]),
    "the management API for a resource": (w) => bySecret(w, ["resource", w.clients.audiences.control]),
    "the management service for a resource": (w) =>
      bySecret(w, ["resource", `${w.clients.audiences.gateway}/latchkey`]),
    "a resource with a fragment (RFC 8707, 2)": (w) => bySecret(w, ["resource", `${w.called.url()}#a`]),
    "a resource with a query": (w) => bySecret(w, ["resource", `${w.called.url()}?a`]),
    "a path below a service": (w) => bySecret(w, ["resource", w.called.url("/v1")]),
    "a resource that only begins like the gateway": (w) =>
      bySecret(w, ["resource", `${w.clients.audiences.gateway}.evil.example/${w.called.service}`]),
    "a dot segment": (w) => bySecret(w, ["resource", `${w.called.url("/../latchkey")}`]),
    "an encoded slug": (w) => bySecret(w, ["resource", `${w.clients.audiences.gateway}/%65cho`]),
    "a resource that is no address": (w) => bySecret(w, ["resource", w.called.service]),
  },
  invalid_scope: {
    "a scope beyond the client's": (w) => ({
      form: [GRANT, ["scope", "orders:read orders:write"]],
      authorization: basicOf(w.scoped),
    }),
    "the owner's scope without its name": (w) => bySecret(w, ["scope", "owner"]),
    "more than the management scope has": (w) => ({
      form: [GRANT, ["scope", "owner"]],
      authorization: basicOf(w.scoped),
    }),
    "a scope of nobody's": (w) => bySecret(w, ["scope", "nobody:has"]),
    "a scope with a quote": (w) => bySecret(w, ["scope", 'a"b']),
    "a scope with two blanks": (w) => bySecret(w, ["scope", "a  b"]),
    "a scope with a line feed": (w) => bySecret(w, ["scope", "a\nb"]),
  },
};
