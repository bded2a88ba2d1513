import classes from "./status-badge.module.css";

const TONES: Record<string, "good" | "wait" | "stop" | "over"> = {
  active: "good",
  enabled: "good",
  published: "good",
  pending: "wait",
  draft: "wait",
  suspended: "stop",
  disabled: "stop",
  rejected: "stop",
  revoked: "stop",
};

interface StatusBadgeProps {
  status: string;
  label: string;
}

/** The word says it; the colour only helps. */
export const StatusBadge = ({ status, label }: StatusBadgeProps) => (
  <span className={classes["badge"]} data-tone={TONES[status] ?? "over"} data-state={status}>
    {label}
  </span>
);
