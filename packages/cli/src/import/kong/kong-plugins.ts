import { type Fields, fieldsOf, listOf, textOf, textsOf } from "../source/fields.ts";

/** Plugins of a name that hold for a service: its own, and those of all services. Disabled ones do not. */
export const pluginsOf = (file: Fields, service: Fields, name: string): readonly Fields[] => {
  const own = [
    ...listOf(service["plugins"]),
    ...listOf(service["routes"]).flatMap((each) => listOf(each["plugins"])),
  ];
  const named = listOf(file["plugins"]).filter((plugin) => {
    const of = plugin["service"];
    if (of === undefined || of === null)
      return plugin["consumer"] === undefined && plugin["route"] === undefined;
    return (textOf(of) ?? textOf(fieldsOf(of)["name"])) === textOf(service["name"]);
  });
  return [...own, ...named].filter((plugin) => plugin["name"] === name && plugin["enabled"] !== false);
};

/** Where and how the services of a file read credentials; nothing where no plugin says it. */
export interface KongReading {
  /** Places of keys, as a credential of ours names them. */
  readonly keys?: readonly Place[];
  readonly tokens?: readonly Place[];
  /** Whether every `jwt` plugin refuses tokens without an end. */
  readonly requiresExpiry: boolean;
  readonly tokenClaim: string;
  readonly base64Secrets: boolean;
  readonly clockSkewSeconds?: number;
}

export interface Place {
  readonly where: "header" | "query";
  readonly name: string;
}

const MOST_PLACES = 5;
const DEFAULT_KEY_NAMES = ["apikey"];
const DEFAULT_URI_NAMES = ["jwt"];

export const pluginsOfServices = (file: Fields): KongReading => {
  const all = (name: string): Fields[] =>
    [
      ...listOf(file["plugins"]).filter((each) => each["name"] === name && each["enabled"] !== false),
      ...listOf(file["services"]).flatMap((service) => [...pluginsOf({}, service, name)]),
      ...listOf(file["routes"]).flatMap((route) =>
        listOf(route["plugins"]).filter((each) => each["name"] === name),
      ),
    ].map(({ config }) => fieldsOf(config));
  const keyAuth = all("key-auth");
  const jwt = all("jwt");
  const skew = all("hmac-auth")
    .map(({ clock_skew }) => clock_skew)
    .filter((each) => typeof each === "number");
  return {
    ...(keyAuth.length === 0 ? {} : { keys: places(keyAuth.flatMap(keyPlaces), [API_KEY, AUTHORIZATION]) }),
    ...(jwt.length === 0 ? {} : { tokens: places([AUTHORIZATION, ...jwt.flatMap(tokenPlaces)], []) }),
    requiresExpiry:
      jwt.length > 0 && jwt.every(({ claims_to_verify }) => textsOf(claims_to_verify).includes("exp")),
    tokenClaim: textOf(jwt[0]?.["key_claim_name"]) ?? "iss",
    base64Secrets: jwt.some(({ secret_is_base64 }) => secret_is_base64 === true),
    ...(skew.length === 0 ? {} : { clockSkewSeconds: Math.min(Math.max(...skew), 3600) }),
  };
};

const AUTHORIZATION: Place = { where: "header", name: "Authorization" };
const API_KEY: Place = { where: "header", name: "X-API-Key" };

/** Kong's own defaults: header and query, both called `apikey`. */
const keyPlaces = ({ key_names, key_in_header, key_in_query }: Fields): Place[] => {
  const names = textsOf(key_names).length > 0 ? textsOf(key_names) : DEFAULT_KEY_NAMES;
  return names.flatMap((name): Place[] => [
    ...(key_in_header === false ? [] : [{ where: "header", name } as const]),
    ...(key_in_query === false ? [] : [{ where: "query", name } as const]),
  ]);
};

const tokenPlaces = ({ uri_param_names, header_names }: Fields): Place[] => [
  ...textsOf(header_names).map((name): Place => ({ where: "header", name })),
  ...(Array.isArray(uri_param_names) ? textsOf(uri_param_names) : DEFAULT_URI_NAMES).map(
    (name): Place => ({ where: "query", name }),
  ),
];

/** Each once, and ours behind them as far as there is room. */
const places = (named: readonly Place[], ours: readonly Place[]): Place[] => {
  const keyOf = ({ where, name }: Place) => `${where} ${where === "header" ? name.toLowerCase() : name}`;
  return [...new Map([...named, ...ours].toReversed().map((place) => [keyOf(place), place])).values()]
    .toReversed()
    .slice(0, MOST_PLACES);
};
