import { type Fields, fieldsOf, listOf, textOf, textsOf } from "../source/fields.ts";
import {
  type Imported,
  type ImportedConsumer,
  type ImportedCredential,
  isNotImported,
  type Note,
} from "../source/imported.ts";
import { apisixCredentials, type CredentialPlugin, isCredentialPlugin } from "./apisix-credentials.ts";
import { readingOf } from "./apisix-places.ts";
import { consumerPlugins } from "./consumer-plugins.ts";

/** @param file a standalone configuration (`apisix.yaml`), or what ADC dumps */
export const importApisix = (file: Fields): Imported => {
  const skipped: Note[] = [];
  const lost: Note[] = [];
  const reading = readingOf(file);
  const all = [
    ...listOf(file["consumers"]),
    ...listOf(file["consumer_groups"]).flatMap((group) => listOf(group["consumers"])),
  ];
  const consumers = all.map((consumer): ImportedConsumer => {
    const called = textOf(consumer["username"]) ?? textOf(consumer["name"]) ?? "";
    const what = `consumer ${called}`;
    const plugins = Object.entries(fieldsOf(consumer["plugins"])).map(
      ([name, config]) => [name, fieldsOf(config)] as const,
    );
    const limits = plugins.filter(([name]) => !isCredentialPlugin(name));
    const credentials = [
      ...plugins.flatMap(([name, config]) => (isCredentialPlugin(name) ? [{ name, config, id: name }] : [])),
      ...apart(consumer, what, skipped),
    ].flatMap(({ name, config, id }): ImportedCredential[] => {
      const read = apisixCredentials[name](config, id, reading);
      if (!isNotImported(read)) return [read];
      skipped.push({ what: `${what}: ${name} ${read.of}`, why: read.why });
      return [];
    });
    const description = textOf(consumer["desc"] ?? consumer["description"]);
    return {
      key: called,
      called,
      ...(description === undefined ? {} : { description }),
      labels: labelsOf(consumer["labels"]),
      plugins: consumerPlugins(what, limits, { skipped, lost }),
      credentials,
      services: servicesFor(file, called),
    };
  });
  return { consumers, skipped, lost };
};

/** Credentials beside a consumer's plugins: `{name, type, config}` of ADC, `{id, plugins}` of the Admin API. */
const apart = (
  consumer: Fields,
  what: string,
  skipped: Note[],
): { name: CredentialPlugin; config: Fields; id: string }[] =>
  listOf(consumer["credentials"]).flatMap((each) => {
    const id = textOf(each["name"]) ?? textOf(each["id"]) ?? "credential";
    const type = textOf(each["type"]);
    const named: [string, unknown][] =
      type === undefined ? Object.entries(fieldsOf(each["plugins"])) : [[type, each["config"]]];
    return named.flatMap(([name, config]) => {
      if (isCredentialPlugin(name)) return [{ name, config: fieldsOf(config), id: `${name} ${id}` }];
      skipped.push({ what: `${what}: ${name} ${id}`, why: "there is no such type of credential" });
      return [];
    });
  });

const MOST_LABELS = 30;

const labelsOf = (labels: unknown): Record<string, string> =>
  Object.fromEntries(
    Object.entries(fieldsOf(labels))
      .flatMap(([name, value]): [string, string][] => {
        const text = textOf(value);
        return text !== undefined && text.length <= 256 && /^[A-Za-z0-9][A-Za-z0-9._/-]{0,62}$/.test(name)
          ? [[name, text]]
          : [];
      })
      .slice(0, MOST_LABELS),
  );

/** Services, and routes that are of none; those whose `consumer-restriction` keeps a consumer out are not its. */
const servicesFor = (file: Fields, consumer: string): string[][] => {
  const alone = listOf(file["routes"]).filter((route) => textOf(route["service_id"]) === undefined);
  const all = [...listOf(file["services"]), ...alone];
  if (all.length === 0) return [["apisix"]];
  return all.filter((each) => isLetIn(each, consumer)).map(namesOf);
};

const namesOf = (service: Fields): string[] =>
  [textOf(service["name"]), textOf(service["id"]), "apisix"].filter((name) => name !== undefined);

const isLetIn = (service: Fields, consumer: string): boolean => {
  const { whitelist, blacklist, type } = fieldsOf(fieldsOf(service["plugins"])["consumer-restriction"]);
  if (type !== undefined && type !== "consumer_name") return true;
  const [allowed, denied] = [textsOf(whitelist), textsOf(blacklist)];
  return (allowed.length === 0 || allowed.includes(consumer)) && !denied.includes(consumer);
};
