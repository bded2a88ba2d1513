import { Tabs } from "@mantine/core";
import { CodeBlock } from "./code-block.tsx";

interface CodeTabsProps {
  /** What the tabs choose. */
  label: string;
  tabs: readonly { key: string; label: string; code: string }[];
}

/** The same in several languages, one at a time. */
export const CodeTabs = ({ label, tabs }: CodeTabsProps) => (
  <Tabs defaultValue={tabs[0]?.key ?? null} keepMounted={false}>
    <Tabs.List aria-label={label}>
      {tabs.map((tab) => (
        <Tabs.Tab key={tab.key} value={tab.key}>
          {tab.label}
        </Tabs.Tab>
      ))}
    </Tabs.List>
    {tabs.map((tab) => (
      <Tabs.Panel key={tab.key} value={tab.key} pt="sm">
        <CodeBlock code={tab.code} label={tab.label} />
      </Tabs.Panel>
    ))}
  </Tabs>
);
