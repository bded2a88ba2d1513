interface Typed {
  currentTarget: { value: string };
}

/** What a text control shows, and what takes what is typed into it. */
export const typed = (value: string, take: (value: string) => void) => ({
  value,
  onChange: ({ currentTarget }: Typed) => take(currentTarget.value),
});

/** The label of a field under its name, and its hint under `<name>Hint`. */
const wordsOf = <Words extends object>(texts: Words, name: keyof Words & string) => {
  const hint: unknown = Object.entries(texts).find(([key]) => key === `${name}Hint`)?.[1];
  return { label: String(texts[name]), description: typeof hint === "string" ? hint : undefined };
};

/** What the text control of a request's member is given: `<TextInput {...textField(texts.team, "name", name, setName)} />`. */
export const textField = <Words extends object>(
  texts: Words,
  name: keyof Words & string,
  ...[value, take]: Parameters<typeof typed>
) => ({ ...wordsOf(texts, name), ...typed(value, take), at: `/${name}` });

/** What the control of a request's list is given. */
export const listField = <Words extends object>(
  texts: Words,
  name: keyof Words & string,
  ...[value, onChange]: [value: string[], take: (value: string[]) => void]
) => ({ ...wordsOf(texts, name), value, onChange, at: `/${name}` });

/** The fields of a draft that hold any text. */
type TextName<Draft> = { [K in keyof Draft]-?: string extends Draft[K] ? K : never }[keyof Draft] & string;

interface TextForm<Draft, Words> {
  draft: Draft;
  onChange: (draft: Draft) => void;
  /** The label of each field under its name, and its hint under `<name>Hint`. */
  texts: Words;
  errors?: Readonly<Record<string, string | undefined>>;
  /** Where the draft stands in the request that is sent; its fields are its members of the same name. */
  at?: string;
}

/** What the text control of a field is given: `<TextInput {...field("name")} required />`. */
export const textFields =
  <Draft extends object, Words extends object>({
    draft,
    onChange,
    texts,
    errors = {},
    at,
  }: TextForm<Draft, Words>) =>
  (name: TextName<Draft> & keyof Words) => ({
    ...wordsOf(texts, name),
    ...typed(String(draft[name]), (value) => onChange({ ...draft, [name]: value })),
    error: errors[name],
    at: at === undefined ? undefined : `${at}/${name}`,
  });

/** The choices of a select, from the label of each value. */
export const choicesOf = (labels: Readonly<Record<string, string>>) =>
  Object.entries(labels).map(([value, label]) => ({ value, label }));

/** What a select of one of several values is given: their labels, and what takes the one that is chosen. */
export const chosenOf = <Value extends string>(
  labels: Readonly<Record<Value, string>>,
  values: readonly Value[],
  ...[value, take]: [value: Value, take: (value: Value) => void]
) => ({
  data: values.map((each) => ({ value: each, label: labels[each] })),
  value,
  onChange: (chosen: string | null) => take(values.find((each) => each === chosen) ?? value),
  allowDeselect: false,
});
