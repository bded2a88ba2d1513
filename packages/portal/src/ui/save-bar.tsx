import { Button, Group } from "@mantine/core";
import { IconAlertTriangle } from "@tabler/icons-react";
import { texts } from "../texts/texts.ts";
import classes from "./save-bar.module.css";

interface SaveBarProps {
  /** The words of the button that sends the form around the bar. */
  submit: string;
  busy: boolean;
  disabled: boolean;
  /** By the labels of their fields: what was changed and not saved, and what is wrong. */
  changed?: readonly string[] | undefined;
  wrong?: readonly string[] | undefined;
  /** Takes back what was changed. */
  onDiscard?: (() => void) | undefined;
}

/** At the end of a page's form, in sight while the form is: says what is not saved yet, and what keeps it from being saved. */
export const SaveBar = ({ submit, busy, disabled, changed = [], wrong = [], onDiscard }: SaveBarProps) => {
  const state = wrong.length > 0 ? "wrong" : changed.length > 0 ? "changed" : "saved";
  return (
    <div className={classes["bar"]} data-state={state}>
      <p role="status" className={classes["told"]}>
        {state === "wrong" ? <IconAlertTriangle size={16} aria-hidden /> : null}
        {state === "wrong" ? texts.ui.correct(wrong.join(", ")) : null}
        {state === "changed" ? texts.ui.unsaved(changed.join(", ")) : null}
      </p>
      <Group gap="sm" wrap="nowrap">
        {onDiscard && changed.length > 0 ? (
          <Button variant="default" onClick={onDiscard} disabled={busy}>
            {texts.ui.discard}
          </Button>
        ) : null}
        <Button type="submit" loading={busy} disabled={disabled}>
          {submit}
        </Button>
      </Group>
    </div>
  );
};
