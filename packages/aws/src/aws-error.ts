/** Whether AWS has answered so. By name: the SDK's exception and the signed client's fault are two classes. */
export const isAwsError = (error: unknown, name: string): error is Error =>
  error instanceof Error && error.name === name;
