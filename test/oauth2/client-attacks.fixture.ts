import { type Attacks, basic, bySecret, signed } from "./attack.fixture.ts";
import { basicOf, GRANT } from "./oauth2.fixture.ts";

/** Requests that prove no client, or prove it in several ways. */
export const CLIENT_ATTACKS: Attacks = {
  invalid_client: {
    "no client authentication": () => ({ form: [GRANT] }),
    "a client's name alone (RFC 9700, 2.5)": (w) => ({ form: [GRANT, ["client_id", w.secret.id]] }),
    "a wrong secret": (w) => ({ form: [GRANT], authorization: basic(`${w.secret.id}:lkcs_wrong`) }),
    "an empty secret": (w) => ({ form: [GRANT], authorization: basic(`${w.secret.id}:`) }),
    "another client's secret": (w) => ({
      form: [GRANT],
      authorization: basic(`${w.secret.id}:${w.others.password}`),
    }),
    "a secret and more": (w) => ({
      form: [GRANT],
      authorization: basic(`${w.secret.id}:${w.secret.password}0`),
    }),
    "a secret in capitals": (w) => ({
      form: [GRANT],
      authorization: basic(`${w.secret.id}:${w.secret.password.toUpperCase()}`),
    }),
    "an unknown client": (w) => ({
      form: [GRANT],
      authorization: basic(`cl_${"0".repeat(22)}:${w.secret.password}`),
    }),
    "a name that is none": () => ({ form: [GRANT], authorization: basic(`${"x".repeat(4000)}:y`) }),
    "a credential's id for a name": (w) => ({
      form: [GRANT],
      authorization: basic(`${w.secret.credential.id}:${w.secret.password}`),
    }),
    "Basic without a colon": (w) => ({ form: [GRANT], authorization: basic(w.secret.id) }),
    "Basic that is no base64": () => ({ form: [GRANT], authorization: "Basic %%%" }),
    "Basic with broken percent-encoding": (w) => ({
      form: [GRANT],
      authorization: basic(`${w.secret.id}:%zz`),
    }),
    "a secret as Bearer": (w) => ({ form: [GRANT], authorization: `Bearer ${w.secret.password}` }),
    "an access token for a secret": async (w) => ({
      form: [GRANT],
      authorization: basic(`${w.secret.id}:${await w.clients.tokenOf(w.secret)}`),
    }),
    "a secret of a client that has a key": (w) => ({
      form: [GRANT],
      authorization: basic(`${w.keyed.id}:${w.secret.password}`),
    }),
  },
  invalid_request: {
    "header and body": (w) => ({
      form: [GRANT, ["client_id", w.secret.id], ["client_secret", w.secret.password]],
      authorization: basicOf(w.secret),
    }),
    "header and assertion": async (w) => ({ ...(await signed(w, {})), authorization: basicOf(w.secret) }),
    "body and assertion": async (w) => ({
      form: [...(await signed(w, {})).form, ["client_secret", w.secret.password]],
    }),
    "two names": (w) => bySecret(w, ["client_id", w.others.id]),
    "a secret without a name": (w) => ({ form: [GRANT, ["client_secret", w.secret.password]] }),
    "a secret in the address (RFC 6749, 2.3.1)": (w) => ({
      ...bySecret(w),
      path: `/oauth2/token?client_secret=${w.secret.password}`,
    }),
    "everything in the address": (w) => ({
      form: [],
      path: `/oauth2/token?grant_type=client_credentials&client_id=${w.secret.id}`,
    }),
  },
};
