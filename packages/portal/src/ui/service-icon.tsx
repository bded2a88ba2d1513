import type { CSSProperties } from "react";
import { type Cell, iconShapes } from "./icon-shapes.ts";
import classes from "./service-icon.module.css";

const SIDE = 10;
const MARGIN = 6;

/** Where the middle of the disc lies whose part is seen, in sides of the cell. */
const CORNERS: Record<Exclude<Cell, "none" | "disc">, readonly [number, number]> = {
  "top-left": [0, 0],
  "top-right": [1, 0],
  "bottom-left": [0, 1],
  "bottom-right": [1, 1],
};

const drawingOf = (cell: Cell, index: number) => {
  if (cell === "none") return null;
  const left = MARGIN + (index % 2) * SIDE;
  const top = MARGIN + Math.floor(index / 2) * SIDE;
  if (cell === "disc")
    return <circle key={index} cx={left + SIDE / 2} cy={top + SIDE / 2} r={SIDE / 2 - 1.2} />;
  const [x, y] = CORNERS[cell];
  const [from, to] = [x === 0 ? SIDE : -SIDE, y === 0 ? SIDE : -SIDE];
  const sweep = x === y ? 1 : 0;
  return (
    <path
      key={index}
      d={`M${left + x * SIDE} ${top + y * SIDE}h${from}a${SIDE} ${SIDE} 0 0 ${sweep} ${-from} ${to}z`}
    />
  );
};

interface ServiceIconProps {
  slug: string;
  size?: number;
}

/** A drawing made of a service's slug. It tells nothing that its name beside it does not. */
export const ServiceIcon = ({ slug, size = 36 }: ServiceIconProps) => {
  const { hue, cells } = iconShapes(slug);
  return (
    <svg
      className={classes["icon"]}
      style={{ "--hue": hue } as CSSProperties}
      viewBox="0 0 32 32"
      width={size}
      height={size}
      fill="currentColor"
      aria-hidden="true"
      focusable="false"
    >
      {cells.map(drawingOf)}
    </svg>
  );
};
