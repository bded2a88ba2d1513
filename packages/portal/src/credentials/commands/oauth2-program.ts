import { carried } from "./carried.ts";
import type { Assignment, Program, Template, Variable } from "./program.ts";
import type { SampleCall } from "./sample-call.ts";

const ASSERTION: Variable = { variable: "client_assertion" };
const TOKEN: Variable = { variable: "access_token" };

/** RFC 7523, section 2.2. */
const ASSERTION_TYPE = "urn:ietf:params:oauth:client-assertion-type:jwt-bearer";

interface ClientProof {
  note: string;
  assignments: readonly Assignment[];
  form: Readonly<Record<string, Template>>;
}

/** A client with a key signs an assertion for each request of a token: with a private key that is nowhere here. */
const proofOf = ({ credential, secret }: SampleCall): ClientProof => {
  const { clientId, publicKey, jwksUri } =
    credential.type === "oauth2" ? credential : { clientId: "", publicKey: undefined, jwksUri: undefined };
  return publicKey !== undefined || jwksUri !== undefined
    ? {
        note: "CLIENT_ASSERTION, a variable of the environment: a JWT that the client's private key has signed.",
        assignments: [{ ...ASSERTION, environment: "CLIENT_ASSERTION" }],
        form: {
          client_id: [clientId],
          client_assertion_type: [ASSERTION_TYPE],
          client_assertion: [ASSERTION],
        },
      }
    : {
        note: "A program keeps the token and gets the next one shortly before it ends.",
        assignments: [],
        form: { client_id: [clientId], client_secret: [secret["clientSecret"] ?? "YOUR_CLIENT_SECRET"] },
      };
};

/** Gets an access token for the called service alone, and calls with it. */
export const oauth2Program = (call: SampleCall): Program => {
  const { note, assignments, form } = proofOf(call);
  const { endpoint, resource } = call.tokens;
  return {
    note,
    assignments: [
      ...assignments,
      {
        ...TOKEN,
        accessToken: {
          endpoint,
          form: {
            grant_type: ["client_credentials"],
            ...form,
            ...(resource === undefined ? {} : { resource: [resource] }),
          },
        },
      },
    ],
    ...carried(call, [TOKEN], "Authorization", "Bearer "),
  };
};
