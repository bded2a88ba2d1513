import classes from "./code-block.module.css";
import { CopyButton } from "./copy-button.tsx";

interface CodeBlockProps {
  code: string;
  /** What the code is; its name for assistive technology too. */
  label: string;
}

export const CodeBlock = ({ code, label }: CodeBlockProps) => (
  <figure className={classes["figure"]}>
    <figcaption className={classes["caption"]}>
      <span>{label}</span>
      <CopyButton text={code} of={label} />
    </figcaption>
    {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard */}
    <pre className={classes["code"]} tabIndex={0}>
      <code>{code}</code>
    </pre>
  </figure>
);
