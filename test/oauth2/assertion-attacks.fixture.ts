import { type Attack, type Attacks, now, signed, stranger } from "./attack.fixture.ts";
import { ASSERTION_TYPE, assertionOf, type Form, GRANT, PUBLIC_PEM, privateKey } from "./oauth2.fixture.ts";

const unsigned = ({ form }: Attack): Attack => ({
  form: form.map(([name, value]) => {
    if (name !== "client_assertion") return [name, value];
    const header = Buffer.from('{"alg":"none"}').toString("base64url");
    return [name, `${header}.${value.split(".")[1]}.`];
  }),
});

const tampered = ({ form }: Attack): Attack => ({
  form: form.map(([name, value]) =>
    name === "client_assertion" ? [name, `${value.slice(0, -6)}AAAAAA`] : [name, value],
  ),
});

/** Assertions (RFC 7523) that are none of the client with the key, or not for this stage, now. */
export const ASSERTION_ATTACKS: Attacks = {
  invalid_client: {
    "no audience": (w) => signed(w, { aud: undefined }),
    "another server's audience (RFC 9700, 2.1)": (w) => signed(w, {}, {}, "https://other.example/token"),
    "the gateway for audience": (w) => signed(w, {}, {}, w.clients.audiences.gateway),
    "an audience that is a beginning": (w) => signed(w, {}, {}, w.clients.audiences.control.slice(0, -1)),
    "an audience of another type": (w) => signed(w, { aud: [w.clients.audiences.control, 1] as never }),
    "no id": (w) => signed(w, { jti: undefined }),
    "an empty id": (w) => signed(w, { jti: "" }),
    "an id without end": (w) => signed(w, { jti: "j".repeat(300) }),
    "no end": (w) => signed(w, { exp: undefined }),
    "an end that has passed": (w) => signed(w, { exp: now() - 1 }),
    "an end beyond five minutes": (w) => signed(w, { exp: now() + 330 }),
    "an end that is text": (w) => signed(w, { exp: String(now() + 60) as never }),
    "a beginning to come": (w) => signed(w, { nbf: now() + 120 }),
    "made in the future": (w) => signed(w, { iat: now() + 120 }),
    "another issuer": (w) => signed(w, { iss: w.others.id }),
    "another client's name in it": (w) => signed(w, { iss: w.others.id, sub: w.others.id }),
    "no subject": (w) => signed(w, { sub: undefined }),
    "another key": (w) => signed(w, {}, { key: stranger }),
    "the public key as a shared secret (RFC 8725, 2.1)": (w) =>
      signed(w, {}, { key: Buffer.from(PUBLIC_PEM), alg: "HS256" }),
    "no signature": async (w) => unsigned(await signed(w, {})),
    "a changed signature": async (w) => tampered(await signed(w, {})),
    "another client beside it": async (w) => ({
      form: [...(await signed(w, {})).form, ["client_id", w.others.id]],
    }),
    "of a client with a secret": async (w) => ({
      form: [
        GRANT,
        ASSERTION_TYPE,
        [
          "client_assertion",
          await assertionOf(w.secret.id, w.clients.audiences.control, {}, { key: privateKey }),
        ],
      ],
    }),
    "an access token for an assertion": async (w) => ({
      form: [GRANT, ASSERTION_TYPE, ["client_assertion", await w.clients.tokenOf(w.secret)]],
    }),
  },
  invalid_request: {
    "no type": async (w) => ({ form: (await signed(w, {})).form.filter((pair) => pair !== ASSERTION_TYPE) }),
    "another type (RFC 7522)": async (w) => ({
      form: (await signed(w, {})).form.map((pair) =>
        pair === ASSERTION_TYPE
          ? [pair[0], "urn:ietf:params:oauth:client-assertion-type:saml2-bearer"]
          : pair,
      ) as Form,
    }),
    "a type alone": () => ({ form: [GRANT, ASSERTION_TYPE] }),
  },
};
