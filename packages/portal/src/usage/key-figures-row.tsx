import { IconArrowDownRight, IconArrowUpRight } from "@tabler/icons-react";
import { usd } from "../formats/usd.ts";
import { whole } from "../formats/whole.ts";
import { texts } from "../texts/texts.ts";
import classes from "./key-figures.module.css";
import { changeOf, type FigureName, type KeyFigure } from "./key-figures.ts";

const percent = new Intl.NumberFormat(texts.locale, { style: "percent", maximumFractionDigits: 0 });

/** From ten times more on, a percentage says less than how many times. */
const MANY = 9;

/** More of these is worse; of the others it is neither. */
const BAD: ReadonlySet<FigureName> = new Set(["refused", "errors"]);

const written = (name: FigureName, value: number): string => (name === "costUsd" ? usd(value) : whole(value));

/** What a range comes to, and how that compares with the range before. */
export const KeyFiguresRow = ({ figures }: { figures: readonly KeyFigure[] }) => (
  <dl className={classes["figures"]}>
    {figures.map((figure) => (
      <div key={figure.name} className={classes["figure"]}>
        <dt>{texts.usage.figures[figure.name]}</dt>
        <dd className={classes["value"]}>{written(figure.name, figure.value)}</dd>
        <dd>
          <Comparison figure={figure} />
        </dd>
      </div>
    ))}
  </dl>
);

const Comparison = ({ figure }: { figure: KeyFigure }) => {
  const change = changeOf(figure);
  const former = written(figure.name, figure.before);
  if (change.is === "same") return <span className={classes["change"]}>{texts.usage.same}</span>;
  if (change.is === "new") return <span className={classes["change"]}>{texts.usage.noneBefore}</span>;
  const Arrow = change.is === "more" ? IconArrowUpRight : IconArrowDownRight;
  const tone = BAD.has(figure.name) ? (change.is === "more" ? "stop" : "good") : "over";
  return (
    <span className={classes["change"]} data-tone={tone} title={texts.usage.beforeWas(former)}>
      <Arrow size={14} aria-hidden />
      {change.part < MANY
        ? texts.usage.changed(change.is, percent.format(change.part))
        : texts.usage.timesAsMany(whole(Math.round(change.part + 1)))}
    </span>
  );
};
