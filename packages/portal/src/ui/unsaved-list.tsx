import { List } from "@mantine/core";
import { useUnsavedFields } from "./unsaved.ts";

/** What is changed and not saved, by the labels of the fields. */
export const UnsavedList = () => (
  <List size="sm">
    {[...new Set(useUnsavedFields())].map((field) => (
      <List.Item key={field}>{field}</List.Item>
    ))}
  </List>
);
