/*
 * What every function of this program is, also those that components of SST make by themselves. Imported before
 * anything that makes one.
 */

$transform(sst.aws.Function, (args) => {
  args.runtime ??= "nodejs24.x";
  args.architecture ??= "arm64";
  args.logging ??= { retention: "1 month", format: "json" };
  if ($dev) return;
  const given = args.transform?.role;
  args.transform = {
    ...args.transform,
    role: (role, options, name) => {
      if (typeof given === "function") given(role, options, name);
      else Object.assign(role, given);
      // SST 4.17.1 lets the whole account assume every execution role, deployed ones too.
      role.assumeRolePolicy = aws.iam.assumeRolePolicyForPrincipal({ Service: "lambda.amazonaws.com" });
    },
  };
});

export {};
