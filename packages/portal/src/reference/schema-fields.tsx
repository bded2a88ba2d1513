import { Text } from "@mantine/core";
import { texts } from "../texts/texts.ts";
import { InlineCode } from "../ui/inline-code.tsx";
import type { Json } from "./json-value.ts";
import type { Constraint } from "./schema-constraints.ts";
import classes from "./schema-fields.module.css";
import { hasInside, type SchemaLevel, schemaLevel } from "./schema-level.ts";
import { Unfolding } from "./unfolding.tsx";

interface SchemaProps {
  document: Json;
  schema: unknown;
}

/** A schema as fields. What a field holds is read when it is opened. */
export const Schema = ({ document, schema }: SchemaProps) => {
  const level = schemaLevel(document, schema);
  return (
    <div className={classes["schema"]}>
      <Text size="sm" c="dimmed" component="div">
        <code>{level.type || texts.reference.anything}</code> <Constraints all={level.constraints} />
      </Text>
      <Inside document={document} level={level} />
    </div>
  );
};

const Inside = ({ document, level }: { document: Json; level: SchemaLevel }) => (
  <>
    {level.fields.length === 0 ? null : (
      <ul className={classes["fields"]}>
        {level.fields.map(({ name, required, schema }) => (
          <li key={name}>
            <Field
              document={document}
              schema={schema}
              name={name === "*" ? texts.reference.otherNames : name}
              required={required}
            />
          </li>
        ))}
      </ul>
    )}
    {level.variants.length === 0 ? null : (
      <div className={classes["variants"]}>
        <Text size="sm" c="dimmed">
          {texts.reference.oneOf}
        </Text>
        {level.variants.map(({ name, schema }, at) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: variants have no other identity, and never move
          <Unfolding key={at} summary={<code>{name || texts.reference.anything}</code>}>
            {() => <Schema document={document} schema={schema} />}
          </Unfolding>
        ))}
      </div>
    )}
  </>
);

interface FieldProps extends SchemaProps {
  name: string;
  required: boolean;
}

/** One field or parameter, and what is in it. */
export const Field = ({ document, schema, name, required }: FieldProps) => {
  const level = schemaLevel(document, schema);
  return (
    <>
      <div className={classes["head"]}>
        <code className={classes["name"]}>{name}</code>
        <span className={classes["type"]}>{level.type || texts.reference.anything}</span>
        {required ? <span className={classes["required"]}>{texts.reference.required}</span> : null}
      </div>
      {level.description ? (
        <Text size="sm">
          <InlineCode text={level.description} />
        </Text>
      ) : null}
      <Constraints all={level.constraints} />
      {hasInside(level) ? (
        <Unfolding summary={texts.reference.fieldsOf(name)} summaryClass={classes["open"]}>
          {() => <Inside document={document} level={level} />}
        </Unfolding>
      ) : null}
    </>
  );
};

const Constraints = ({ all }: { all: readonly Constraint[] }) =>
  all.length === 0 ? null : (
    <ul className={classes["constraints"]}>
      {all.map(({ kind, value }) => (
        <li key={kind}>
          {texts.reference.constraints[kind]}
          {value === "" ? null : (
            <>
              {" "}
              <code>{value}</code>
            </>
          )}
        </li>
      ))}
    </ul>
  );
