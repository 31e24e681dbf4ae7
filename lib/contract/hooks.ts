/**
 * Lifecycle hooks that the agent will hold: an instance enters service only after a warm-up completion and leaves only
 * after its streams have finished. No template creates them before the agent can complete them: an abandoned hook
 * terminates the instance.
 */
export const hookNames = {
  launch: 'polyregion-launch',
  drain: 'polyregion-drain',
} as const;
