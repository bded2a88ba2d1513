import { type Fields, fieldsOf, listOf, textOf } from "../source/fields.ts";

/** Where services and routes of a file read credentials; nothing where none says it. */
export interface ApisixReading {
  readonly keys?: readonly Place[];
  readonly tokens?: readonly Place[];
}

interface Place {
  readonly where: "header" | "query" | "cookie";
  readonly name: string;
}

const MOST_PLACES = 5;

export const readingOf = (file: Fields): ApisixReading => {
  const holders = [
    ...["services", "routes", "plugin_configs", "global_rules"].flatMap((list) => listOf(file[list])),
    ...listOf(file["services"]).flatMap((service) => listOf(service["routes"])),
  ];
  const all = (name: string): Fields[] =>
    holders.flatMap(({ plugins }) =>
      Object.hasOwn(fieldsOf(plugins), name) ? [fieldsOf(fieldsOf(plugins)[name])] : [],
    );
  const keys = all("key-auth").flatMap(({ header, query }): Place[] => [
    { where: "header", name: textOf(header) ?? "apikey" },
    { where: "query", name: textOf(query) ?? "apikey" },
  ]);
  const tokens = all("jwt-auth").flatMap(({ header, query, cookie }): Place[] => [
    { where: "header", name: textOf(header) ?? "Authorization" },
    { where: "query", name: textOf(query) ?? "jwt" },
    { where: "cookie", name: textOf(cookie) ?? "jwt" },
  ]);
  return {
    ...(keys.length === 0 ? {} : { keys: once([...keys, ...OURS]) }),
    ...(tokens.length === 0 ? {} : { tokens: once(tokens) }),
  };
};

const OURS: readonly Place[] = [
  { where: "header", name: "X-API-Key" },
  { where: "header", name: "Authorization" },
];

const once = (places: readonly Place[]): Place[] =>
  [...new Map(places.map((place) => [`${place.where} ${place.name.toLowerCase()}`, place])).values()].slice(
    0,
    MOST_PLACES,
  );
