import { Text, TextInput } from "@mantine/core";
import { useNavigate } from "@tanstack/react-router";
import { type KeyboardEvent, useId, useState } from "react";
import { whole } from "../formats/whole.ts";
import { useMe } from "../session/me-query.ts";
import { texts } from "../texts/texts.ts";
import { Dialog } from "../ui/dialog.tsx";
import { MAX_SEARCH, useSearch } from "../ui/search-field.tsx";
import { typed } from "../ui/text-fields.ts";
import classes from "./palette.module.css";
import { fixedItems, matching, type PaletteGroup, type PaletteItem, useFound } from "./palette-items.ts";

/** Searches everything, and begins what can be begun, with the keyboard alone (WAI-ARIA, "Combobox Pattern"). */
const Palette = ({ onClose }: { onClose: () => void }) => {
  const id = useId();
  const me = useMe();
  const navigate = useNavigate();
  const search = useSearch();
  const { items: found, isAsking } = useFound(search.q);
  const items = [...matching(fixedItems(me), search.value), ...found];
  const [chosen, setChosen] = useState(0);
  const active = items.length === 0 ? undefined : Math.min(chosen, items.length - 1);

  const open = (item: PaletteItem) => {
    onClose();
    void navigate(item.link);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    const item = active === undefined ? undefined : items[active];
    if (step !== undefined && active !== undefined) {
      event.preventDefault();
      setChosen((active + step + items.length) % items.length);
    } else if (event.key === "Enter" && item) {
      event.preventDefault();
      open(item);
    }
  };
  const isReady = !isAsking && search.value.trim() === (search.q ?? "");
  return (
    <Dialog title={texts.palette.title} opened onClose={onClose}>
      <TextInput
        label={texts.palette.field}
        placeholder={texts.palette.hint}
        {...typed(search.value, (value) => {
          search.setValue(value);
          setChosen(0);
        })}
        onKeyDown={onKeyDown}
        role="combobox"
        aria-expanded={items.length > 0}
        aria-controls={`${id}-results`}
        aria-autocomplete="list"
        aria-activedescendant={active === undefined ? undefined : `${id}-${active}`}
        maxLength={MAX_SEARCH}
        autoComplete="off"
        data-autofocus
      />
      <Text role="status" size="sm" c="dimmed" mt={4} mih="1.5em">
        {isReady && search.q !== undefined
          ? items.length === 0
            ? texts.palette.none
            : texts.ui.found(items.length, whole(items.length), false)
          : ""}
      </Text>
      <div role="listbox" id={`${id}-results`} aria-label={texts.palette.results} className={classes["list"]}>
        {items.map((item, at) => (
          <Option
            key={item.key}
            id={`${id}-${at}`}
            item={item}
            isActive={at === active}
            heading={items[at - 1]?.group === item.group ? undefined : item.group}
            onPoint={() => setChosen(at)}
            onOpen={() => open(item)}
          />
        ))}
      </div>
    </Dialog>
  );
};

interface OptionProps {
  id: string;
  item: PaletteItem;
  isActive: boolean;
  /** Above the first of its kind. */
  heading: PaletteGroup | undefined;
  onPoint: () => void;
  onOpen: () => void;
}

const Option = ({ id, item, isActive, heading, onPoint, onOpen }: OptionProps) => (
  <>
    {heading ? (
      <div role="presentation" className={classes["heading"]}>
        {texts.palette.groups[heading]}
      </div>
    ) : null}
    {/* The field has the focus and its keys: options are pointed at, as the pattern has it. */}
    {/* biome-ignore lint/a11y/useKeyWithClickEvents: the field's keys open it */}
    {/* biome-ignore lint/a11y/useFocusableInteractive: the field names it as its active descendant */}
    <div
      role="option"
      id={id}
      aria-selected={isActive}
      className={classes["option"]}
      onMouseMove={onPoint}
      onClick={onOpen}
      ref={(element) => {
        if (isActive) element?.scrollIntoView({ block: "nearest" });
      }}
    >
      <span>{item.label}</span>
      {item.beside ? <span className={classes["beside"]}>{item.beside}</span> : null}
    </div>
  </>
);

export default Palette;
