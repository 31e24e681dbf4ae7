/** A context value that the CDK CLI passes to its app (`cdk synth -c key=value`), before there is an app to ask. */
export function contextValue(key: string): string | undefined {
  const context = JSON.parse(process.env.CDK_CONTEXT_JSON ?? '{}') as Record<string, unknown>;
  return context[key] === undefined ? undefined : String(context[key]);
}
