import classes from "./method.module.css";

/** A method of HTTP, in capitals. The word says it; the colour only helps. */
export const Method = ({ method }: { method: string }) => (
  <span className={classes["method"]} data-method={method}>
    {method}
  </span>
);
