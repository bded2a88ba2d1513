import { Drawer } from "@mantine/core";
import { portalConfig } from "../api/connection.ts";
import { texts } from "../texts/texts.ts";
import { Navigation } from "./navigation.tsx";

const NavigationDrawer = ({ onClose }: { onClose: () => void }) => (
  <Drawer.Root opened onClose={onClose} size="18rem" lockScroll={false}>
    <Drawer.Overlay />
    <Drawer.Content>
      <Drawer.Header role="presentation">
        <Drawer.Title>{portalConfig().brand.name}</Drawer.Title>
        <Drawer.CloseButton aria-label={texts.ui.close} />
      </Drawer.Header>
      <Drawer.Body>
        <nav aria-label={texts.nav.main}>
          <Navigation />
        </nav>
      </Drawer.Body>
    </Drawer.Content>
  </Drawer.Root>
);

export default NavigationDrawer;
