/** What one cell of an icon shows: a quarter of a disc around one of its corners, a disc, or nothing. */
export type Cell = "top-left" | "top-right" | "bottom-left" | "bottom-right" | "disc" | "none";

const CELLS: readonly Cell[] = ["top-left", "top-right", "bottom-left", "bottom-right", "disc", "none"];
const HUES = 12;

export interface IconShapes {
  /** Degrees on the circle of colours. */
  hue: number;
  /** Four, row by row. */
  cells: readonly [Cell, Cell, Cell, Cell];
}

/** FNV-1a, 32 bits. */
const hashOf = (text: string): number =>
  [...text].reduce(
    (hash, letter) => Math.imul(hash ^ (letter.codePointAt(0) ?? 0), 0x01000193) >>> 0,
    0x811c9dc5,
  );

/** The icon of a name: the same for the same name, everywhere. At least two of its cells are not empty. */
export const iconShapes = (name: string): IconShapes => {
  const hash = hashOf(name);
  const cell = (index: number, of: readonly Cell[]): Cell =>
    of[Math.floor(hash / 7 ** (index + 2)) % of.length] ?? "disc";
  const filled = CELLS.filter((each) => each !== "none");
  return {
    hue: ((hash >>> 8) % HUES) * (360 / HUES),
    cells: [cell(0, filled), cell(1, CELLS), cell(2, CELLS), cell(3, filled)],
  };
};
