import type { ReactNode } from "react";
import classes from "./facts.module.css";

interface FactsProps {
  /** A label and what it is; what is undefined is left out. */
  facts: readonly (readonly [label: string, value: ReactNode])[];
}

export const Facts = ({ facts }: FactsProps) => (
  <dl className={classes["facts"]}>
    {facts
      .filter(([, value]) => value !== undefined && value !== "")
      .map(([label, value]) => (
        <div key={label}>
          <dt>{label}</dt>
          <dd dir="auto">{value}</dd>
        </div>
      ))}
  </dl>
);
