import { type Fields, fieldsOf, listOf, textOf, textsOf } from "../source/fields.ts";
import {
  type Imported,
  type ImportedConsumer,
  type ImportedCredential,
  isNotImported,
  type Note,
} from "../source/imported.ts";
import { consumerPlugins } from "./consumer-plugins.ts";
import { kongCredentials } from "./kong-credentials.ts";
import { pluginsOf, pluginsOfServices } from "./kong-plugins.ts";

/** The lists of credentials, in a consumer or beside them all. */
const LISTS = [
  "keyauth_credentials",
  "basicauth_credentials",
  "jwt_secrets",
  "hmacauth_credentials",
] as const;
const NOT_IMPORTED = ["oauth2_credentials", "mtls_auth_credentials"] as const;

/** @param file a declarative configuration, as decK writes it */
export const importKong = (file: Fields): Imported => {
  const skipped: Note[] = [];
  const lost: Note[] = [];
  const reading = pluginsOfServices(file);
  const apart = (list: string, consumer: Fields) =>
    listOf(file[list]).filter((each) => isOf(each["consumer"], consumer));
  const consumers = listOf(file["consumers"]).map((consumer): ImportedConsumer => {
    const called =
      textOf(consumer["username"]) ?? textOf(consumer["custom_id"]) ?? textOf(consumer["id"]) ?? "";
    const what = `consumer ${called}`;
    const id = textOf(consumer["id"]);
    const customId = textOf(consumer["custom_id"]);
    const all = (list: string) => [...listOf(consumer[list]), ...apart(list, consumer)];
    for (const list of NOT_IMPORTED)
      for (const _each of all(list))
        skipped.push({ what: `${what}: ${list}`, why: "no such type of credential" });
    const credentials = LISTS.flatMap((list): ImportedCredential[] =>
      all(list).flatMap((each) => {
        const read = kongCredentials[list](each, { consumerId: id, reading });
        if (!isNotImported(read)) return [read];
        skipped.push({ what: `${what}: ${list} ${read.of}`, why: read.why });
        return [];
      }),
    );
    const plugins = [
      ...listOf(consumer["plugins"]),
      ...listOf(file["plugins"]).filter((each) => isOf(each["consumer"], consumer)),
    ];
    const groups = [...all("acls").map((each) => textOf(each["group"])), ...textsOf(namesOfGroups(consumer))];
    return {
      key: id ?? called,
      called,
      labels: {
        ...(id === undefined ? {} : { "kong-id": id }),
        ...(customId === undefined ? {} : { "kong-custom-id": customId }),
      },
      plugins: consumerPlugins(what, plugins, { skipped, lost }),
      credentials,
      services: servicesFor(file, new Set(groups.filter((group) => group !== undefined))),
    };
  });
  tellServices(file, lost);
  return { consumers, skipped, lost };
};

/** `consumer: name`, or an object with its id or name. */
const isOf = (reference: unknown, consumer: Fields): boolean => {
  const named =
    textOf(reference) ?? textOf(fieldsOf(reference)["id"]) ?? textOf(fieldsOf(reference)["username"]);
  return named !== undefined && (named === textOf(consumer["username"]) || named === textOf(consumer["id"]));
};

const namesOfGroups = (consumer: Fields): unknown[] =>
  listOf(consumer["groups"]).map((each) => textOf(each["name"]));

/** Those whose `acl` lets one of the groups in; without any service, Kong itself. */
const servicesFor = (file: Fields, groups: ReadonlySet<string>): string[][] => {
  const services = listOf(file["services"]);
  if (services.length === 0) return [["kong"]];
  return services
    .filter((service) =>
      pluginsOf(file, service, "acl").every(({ config }) => {
        const { allow, deny } = fieldsOf(config);
        const isIn = (list: unknown) => textsOf(list).some((group) => groups.has(group));
        return (textsOf(allow).length === 0 || isIn(allow)) && !isIn(deny);
      }),
    )
    .map((service) =>
      [textOf(service["name"]), textOf(service["id"]), "kong"].filter((name) => name !== undefined),
    );
};

const LIMITS = new Set([
  "rate-limiting",
  "rate-limiting-advanced",
  "request-size-limiting",
  "ip-restriction",
]);

/** Limits of services are the plans of ours, which are their provider's. */
const tellServices = (file: Fields, lost: Note[]): void => {
  for (const service of listOf(file["services"]))
    for (const plugin of listOf(service["plugins"]))
      if (LIMITS.has(textOf(plugin["name"]) ?? ""))
        lost.push({
          what: `service ${textOf(service["name"])}: ${textOf(plugin["name"])}`,
          why: "a service's limits are in its plans: make one",
        });
};
