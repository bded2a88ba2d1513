import { type Compared, narrowed, weakened } from "./compare-schemas.ts";
import { type Json, list, object, resolved } from "./json-value.ts";

const METHODS = ["get", "put", "post", "delete", "patch", "head"];

/** What a client that was made for the one document may not find in the other, each as a line. */
export const compareDocuments = (before: Json, after: Json): string[] => {
  const documents = { before, after };
  return Object.entries(object(before["paths"])).flatMap(([path, item]) =>
    METHODS.filter((method) => method in object(item)).flatMap((method) => {
      const name = `${method.toUpperCase()} ${path}`;
      const same = object(object(after["paths"])[path])[method];
      if (same === undefined) return [`${name}: is gone`];
      return compareOperations(documents, object(object(item)[method]), object(same), name);
    }),
  );
};

const compareOperations = (documents: Compared, before: Json, after: Json, name: string): string[] => [
  ...(before["operationId"] === after["operationId"] ? [] : [`${name}: has another operationId`]),
  ...compareParameters(documents, before, after, name),
  ...compareRequests(documents, before, after, name),
  ...compareAnswers(documents, before, after, name),
];

const parametersOf = (document: Json, operation: Json): Map<string, Json> =>
  new Map(
    list(operation["parameters"]).map((each) => {
      const parameter = resolved(document, each);
      return [`${String(parameter["in"])} ${String(parameter["name"])}`, parameter];
    }),
  );

const compareParameters = (documents: Compared, before: Json, after: Json, name: string): string[] => {
  const known = parametersOf(documents.before, before);
  const now = parametersOf(documents.after, after);
  return [
    ...[...known].flatMap(([key, parameter]) => {
      const same = now.get(key);
      return same
        ? narrowed(documents, parameter["schema"], same["schema"], `${name} ${key}`)
        : [`${name} ${key}: is gone`];
    }),
    ...[...now].flatMap(([key, parameter]) =>
      parameter["required"] === true && known.get(key)?.["required"] !== true
        ? [`${name} ${key}: is required`]
        : [],
    ),
  ];
};

const contentOf = (document: Json, value: unknown): Json => object(resolved(document, value)["content"]);

const compareRequests = (documents: Compared, before: Json, after: Json, name: string): string[] => {
  const [known, now] = [before["requestBody"], after["requestBody"]];
  if (now === undefined) return known === undefined ? [] : [`${name} request: is gone`];
  const needed = resolved(documents.after, now)["required"] === true;
  if (needed && resolved(documents.before, known)["required"] !== true)
    return [`${name} request: is required`];
  return compareContents(
    documents,
    contentOf(documents.before, known),
    contentOf(documents.after, now),
    `${name} request`,
    narrowed,
  );
};

const compareAnswers = (documents: Compared, before: Json, after: Json, name: string): string[] =>
  Object.entries(object(before["responses"])).flatMap(([status, response]) => {
    const same = object(after["responses"])[status];
    if (same === undefined) return [`${name} ${status}: is gone`];
    const headers = Object.keys(object(resolved(documents.before, response)["headers"]));
    const kept = object(resolved(documents.after, same)["headers"]);
    return [
      ...headers
        .filter((header) => !(header in kept))
        .map((header) => `${name} ${status} ${header}: is gone`),
      ...compareContents(
        documents,
        contentOf(documents.before, response),
        contentOf(documents.after, same),
        `${name} ${status}`,
        weakened,
      ),
    ];
  });

const compareContents = (
  documents: Compared,
  before: Json,
  after: Json,
  at: string,
  compare: typeof narrowed,
): string[] =>
  Object.entries(before).flatMap(([type, media]) =>
    type in after
      ? compare(documents, object(media)["schema"], object(after[type])["schema"], at)
      : [`${at} ${type}: is gone`],
  );
