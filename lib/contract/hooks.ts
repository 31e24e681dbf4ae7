/**
 * Lifecycle hooks that the agent completes: an instance enters service only after its model has answered, and leaves only
 * after its streams have finished. Only the agent completes them, and a launch that is not completed is terminated: hence a
 * fleet whose agent is not pinned cannot be deployed.
 *
 * On its way into a warm pool an instance waits for the launch hook too (`Warmed:Pending:Wait`), and once more on its way
 * into service (`Pending:Wait`).
 */
export const hookNames = {
  launch: 'polyregion-launch',
  drain: 'polyregion-drain',
} as const;
