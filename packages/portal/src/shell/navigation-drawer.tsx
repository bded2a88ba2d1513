import { Drawer } from "@mantine/core";
import { texts } from "../texts/texts.ts";
import { Navigation } from "./navigation.tsx";

const NavigationDrawer = ({ onClose }: { onClose: () => void }) => (
  <Drawer
    opened
    onClose={onClose}
    size="18rem"
    lockScroll={false}
    title={texts.product}
    closeButtonProps={{ "aria-label": texts.ui.close }}
  >
    <nav aria-label={texts.nav.main}>
      <Navigation />
    </nav>
  </Drawer>
);

export default NavigationDrawer;
