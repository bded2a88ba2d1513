import type { ReactNode } from "react";
import classes from "./iconed.module.css";

interface IconedProps {
  icon: ReactNode;
  children: ReactNode;
}

/** What names a row, beside its icon. */
export const Iconed = ({ icon, children }: IconedProps) => (
  <div className={classes["iconed"]}>
    {icon}
    <div>{children}</div>
  </div>
);
