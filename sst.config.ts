/// <reference path="./.sst/platform/config.d.ts" />

export default $config({
  async app(input) {
    const { stageFrame } = await import("./infra/settings.ts");
    const { STAGES } = await import("./infra/stages.ts");
    const { region, keep } = stageFrame(input.stage, STAGES, process.env);
    return {
      name: "latchkey",
      home: "aws",
      removal: keep ? "retain" : "remove",
      protect: keep,
      providers: { aws: { region, version: "7.20.0" } },
    };
  },
  // SST's globals are there only in here, so everything is imported in here.
  async run() {
    await import("./infra/stage.ts");
    await import("./infra/last-deploy.ts");
    await import("./infra/every-resource.ts");
    await import("./infra/defaults.ts");
    await import("./infra/gateway-responses.ts");
    await import("./infra/portal-config.ts");
    await import("./infra/control.ts");
    await import("./infra/gateway.ts");
    await import("./infra/throttles.ts");
    await import("./infra/reached-domain.ts");
    await import("./infra/kept-settings.ts");
    await import("./infra/firewall.ts");
    await import("./infra/bus.ts");
    await import("./infra/usage.ts");
    await import("./infra/schedule.ts");
    await import("./infra/key-rotation.ts");
    await import("./infra/operations/index.ts");
    const { rootKeyCommand } = await import("./infra/root.ts");
    const { mailWarning } = await import("./infra/mail.ts");
    const { controlUrl, gatewayUrl } = await import("./infra/planes.ts");
    const { portalUrl } = await import("./infra/portal.ts");
    const { addPersonCommand } = await import("./infra/people.ts");
    return {
      portal: portalUrl,
      control: controlUrl,
      gateway: gatewayUrl,
      mail: mailWarning,
      ...(addPersonCommand ? { addPerson: addPersonCommand } : {}),
      rootKey: rootKeyCommand,
    };
  },
});
