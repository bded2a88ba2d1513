import { Button, NativeSelect, Stack, Text, useMantineColorScheme } from "@mantine/core";
import { IconUserCircle } from "@tabler/icons-react";
import { portalConfig } from "../api/connection.ts";
import { useMe } from "../session/me-query.ts";
import { useSession } from "../session/session-context.tsx";
import { changeLanguage, isLanguage, LANGUAGES, spoken } from "../texts/language.ts";
import { texts } from "../texts/texts.ts";
import { TextLink } from "../ui/links.tsx";
import classes from "./account-menu.module.css";

const SCHEMES = ["auto", "light", "dark"] as const;
const ID = "account";

/** The browser's own popover: it closes by Escape and by a click beside it, and costs no script. */
export const AccountMenu = () => {
  const me = useMe();
  const session = useSession();
  const { colorScheme, setColorScheme } = useMantineColorScheme();
  return (
    <>
      <Button
        variant="subtle"
        className={classes["button"] ?? ""}
        popoverTarget={ID}
        aria-label={`${texts.nav.account}: ${me?.email ?? ""}`}
        leftSection={<IconUserCircle size={20} aria-hidden />}
      >
        <span className={classes["email"]}>{me?.email ?? ""}</span>
      </Button>
      <div id={ID} popover="auto" className={classes["panel"]}>
        <Stack gap="sm">
          <Text size="sm" fw={600} className={classes["whole"] ?? ""}>
            {me?.email ?? me?.id}
          </Text>
          <TextLink to="/delegate" size="sm">
            {texts.delegate.title}
          </TextLink>
          <a className={classes["link"]} href={`${portalConfig().controlUrl}/docs`}>
            {texts.nav.reference}
          </a>
          <NativeSelect
            label={texts.nav.theme}
            data={SCHEMES.map((value) => ({ value, label: texts.nav[value] }))}
            value={colorScheme}
            onChange={(event) =>
              setColorScheme(SCHEMES.find((scheme) => scheme === event.currentTarget.value) ?? "auto")
            }
          />
          <NativeSelect
            label={texts.nav.language}
            value={spoken().language}
            onChange={({ currentTarget: { value } }) => isLanguage(value) && changeLanguage(value)}
          >
            {Object.entries(LANGUAGES).map(([language, { name }]) => (
              <option key={language} value={language} lang={language}>
                {name}
              </option>
            ))}
          </NativeSelect>
          <Button variant="default" onClick={() => session.signOut()}>
            {texts.session.signOut}
          </Button>
        </Stack>
      </div>
    </>
  );
};
