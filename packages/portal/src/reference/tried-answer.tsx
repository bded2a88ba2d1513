import { texts } from "../texts/texts.ts";
import { CodeBlock } from "../ui/code-block.tsx";
import { indented } from "./json-value.ts";
import classes from "./schema-fields.module.css";

interface TriedAnswerProps {
  status: number;
  ms: number;
  /** As it came; JSON is shown with a line for each member. */
  text: string;
  /** Those that the gateway lets a page of this origin read. */
  headers: readonly (readonly [name: string, value: string])[];
}

/** What a call was answered with: status and time, body, headers. */
export const TriedAnswer = ({ status, ms, text, headers }: TriedAnswerProps) => (
  <div>
    <CodeBlock label={texts.reference.answer(status, ms)} code={indented(text)} />
    {headers.length === 0 ? null : (
      <details>
        <summary className={classes["open"]}>{texts.reference.headers}</summary>
        <div className={classes["headers"]}>
          {headers.map(([name, value]) => `${name}: ${value}`).join("\n")}
        </div>
      </details>
    )}
  </div>
);
