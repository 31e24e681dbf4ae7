/** What a replica did under load where it serves: by instance type, a profile for each way of running it. */
export type MeasuredThroughput = Readonly<
  Record<string, readonly { /** Last day that was counted, ISO 8601. */ readonly until: string }[]>
>;
