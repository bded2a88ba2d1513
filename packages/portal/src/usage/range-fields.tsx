import { NativeSelect, TextInput } from "@mantine/core";
import type { ReactNode } from "react";
import { texts } from "../texts/texts.ts";
import { typed } from "../ui/text-fields.ts";
import classes from "./usage.module.css";
import { RANGE_NAMES, type RangeName } from "./usage-range.ts";
import type { useRange } from "./use-range.ts";

/** Which time is shown: a range that ends now, or days of one's choice. */
export const RangeFields = ({
  choice,
  choose,
  range,
  children,
}: ReturnType<typeof useRange> & { children?: ReactNode }) => (
  <div className={classes["range"]}>
    <NativeSelect
      label={texts.usage.range}
      data={RANGE_NAMES.map((value) => ({ value, label: texts.usage.ranges[value] }))}
      {...typed(choice.name, (value) =>
        choose({ name: RANGE_NAMES.find((name): name is RangeName => name === value) ?? "day" }),
      )}
    />
    {choice.name === "days" ? (
      <>
        <TextInput
          type="date"
          label={texts.usage.first}
          {...typed(choice.first ?? "", (first) => choose({ first }))}
          error={range === undefined ? texts.usage.noRange : undefined}
        />
        <TextInput
          type="date"
          label={texts.usage.last}
          {...typed(choice.last ?? "", (last) => choose({ last }))}
        />
      </>
    ) : null}
    {children}
  </div>
);
