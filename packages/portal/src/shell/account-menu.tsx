import { Button, Menu, useMantineColorScheme } from "@mantine/core";
import { IconUserCircle } from "@tabler/icons-react";
import { portalConfig } from "../api/connection.ts";
import { useMe } from "../session/me-query.ts";
import { useSession } from "../session/session-context.tsx";
import { texts } from "../texts/texts.ts";
import classes from "./account-menu.module.css";

const SCHEMES = ["auto", "light", "dark"] as const;

const AccountMenu = () => {
  const me = useMe();
  const session = useSession();
  const { colorScheme, setColorScheme } = useMantineColorScheme();
  return (
    <Menu position="bottom-end" width={260} transitionProps={{ duration: 0 }}>
      <Menu.Target>
        <Button
          variant="subtle"
          aria-label={`${texts.nav.account}: ${me?.email ?? ""}`}
          leftSection={<IconUserCircle size={20} aria-hidden />}
        >
          <span className={classes["email"]}>{me?.email ?? ""}</span>
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Label>{me?.email ?? me?.id}</Menu.Label>
        <Menu.Item component="a" href={`${portalConfig().controlUrl}/docs`}>
          {texts.nav.reference}
        </Menu.Item>
        <Menu.Divider />
        <Menu.Label>{texts.nav.theme}</Menu.Label>
        {SCHEMES.map((scheme) => (
          <Menu.Item
            key={scheme}
            onClick={() => setColorScheme(scheme)}
            rightSection={colorScheme === scheme ? "✓" : null}
          >
            {texts.nav[scheme]}
          </Menu.Item>
        ))}
        <Menu.Divider />
        <Menu.Item onClick={() => session.signOut()}>{texts.session.signOut}</Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
};

export default AccountMenu;
