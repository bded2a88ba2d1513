export type AuthorizerVerdict =
  | { readonly kind: "allow"; readonly context: Readonly<Record<string, string>> }
  | { readonly kind: "deny"; readonly explicit: boolean; readonly context: Readonly<Record<string, string>> }
  | { readonly kind: "malformed"; readonly detail: string };

/** API Gateway's quota "Lambda authorizer result size". */
const MAX_ANSWER_BYTES = 8 * 1024;

/**
 * What an authorizer's answer, as JSON has it, means for one method ARN: a matching Deny wins over any Allow, and no match is a denial.
 * Context values and the principal come out as strings.
 */
export const evaluateAuthorizerAnswer = (json: string, methodArn: string): AuthorizerVerdict => {
  const answer: unknown = JSON.parse(json);
  if (!isRecord(answer)) return malformed("the answer is not an object");
  if (Buffer.byteLength(json) > MAX_ANSWER_BYTES) return malformed("the answer is over 8 KB");
  if (typeof answer.principalId !== "string") return malformed("principalId is not a string");
  const context = parseContext(answer.context ?? {});
  if (context === undefined) return malformed("context holds more than strings, numbers and booleans");
  const statements = parseStatements(answer.policyDocument);
  if (statements === undefined) return malformed("policyDocument is not a policy");

  const seen = { ...context, principalId: answer.principalId };
  const matching = statements.filter(
    ({ actions, resources }) =>
      actions.some((action) => matches(action.toLowerCase(), "execute-api:invoke")) &&
      resources.some((resource) => matches(resource, methodArn)),
  );
  if (matching.some(({ effect }) => effect === "Deny"))
    return { kind: "deny", explicit: true, context: seen };
  if (matching.length === 0) return { kind: "deny", explicit: false, context: seen };
  return { kind: "allow", context: seen };
};

const malformed = (detail: string): AuthorizerVerdict => ({ kind: "malformed", detail });

const parseContext = (context: unknown): Record<string, string> | undefined => {
  if (!isRecord(context)) return undefined;
  const texts: [string, string][] = [];
  for (const [name, value] of Object.entries(context)) {
    if (!SCALARS.has(typeof value)) return undefined;
    texts.push([name, String(value)]);
  }
  return Object.fromEntries(texts);
};

const SCALARS: ReadonlySet<string> = new Set(["string", "number", "boolean"]);

interface Statement {
  readonly effect: "Allow" | "Deny";
  readonly actions: readonly string[];
  readonly resources: readonly string[];
}

// Conditions, NotAction and NotResource exist on AWS; here they are refused rather than half understood.
const STATEMENT_FIELDS = new Set(["Sid", "Effect", "Action", "Resource"]);

const parseStatements = (policy: unknown): readonly Statement[] | undefined => {
  if (!isRecord(policy)) return undefined;
  const list = Array.isArray(policy.Statement) ? policy.Statement : [policy.Statement];
  const statements = list.map(parseStatement).filter((statement) => statement !== undefined);
  return statements.length === list.length ? statements : undefined;
};

const parseStatement = (statement: unknown): Statement | undefined => {
  if (!isRecord(statement) || !Object.keys(statement).every((name) => STATEMENT_FIELDS.has(name)))
    return undefined;
  const { Effect: effect } = statement;
  const actions = stringList(statement.Action);
  const resources = stringList(statement.Resource);
  if ((effect !== "Allow" && effect !== "Deny") || !actions || !resources) return undefined;
  return { effect, actions, resources };
};

const stringList = (value: unknown): readonly string[] | undefined => {
  const list = Array.isArray(value) ? value : [value];
  return list.length > 0 && list.every((item) => typeof item === "string") ? list : undefined;
};

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === "object" && value !== null && !Array.isArray(value);

/** `*` is any run of characters, slashes included, `?` any one. */
const matches = (pattern: string, text: string): boolean => {
  const wild = pattern.search(/[*?]/);
  if (wild < 0) return pattern === text;
  // Most policies end so, and have no other.
  if (wild === pattern.length - 1 && pattern.endsWith("*")) return text.startsWith(pattern.slice(0, wild));
  return matchesWild(pattern, text);
};

/** Never slower than pattern × text. */
const matchesWild = (pattern: string, text: string): boolean => {
  let at = 0;
  let star = -1;
  let retry = 0;
  let index = 0;
  while (index < text.length) {
    if (at < pattern.length && pattern[at] === "*") {
      star = at++;
      retry = index;
    } else if (at < pattern.length && (pattern[at] === "?" || pattern[at] === text[index])) {
      at++;
      index++;
    } else if (star >= 0) {
      at = star + 1;
      index = ++retry;
    } else return false;
  }
  while (pattern[at] === "*") at++;
  return at === pattern.length;
};
