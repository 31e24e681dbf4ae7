/** The context value of `npx cdk deploy` that leaves alarms out of what fails a rollout, for a rollback while they ring. */
export const rolloutWithout = 'rolloutWithout';
