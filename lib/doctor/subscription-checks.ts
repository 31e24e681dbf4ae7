import { type Answer, type Check, judged } from './check';

/** Mail subscriptions of a topic: how many people have confirmed, how many have not. */
export interface Subscriptions {
  readonly confirmed: number;
  readonly pending: number;
}

/** Whether an alarm reaches a mailbox. @param answer undefined where the topic does not exist yet */
export const subscriptionCheck = (topic: string, answer: Answer<Subscriptions | undefined>): Check => ({
  isForLater: true,
  ...judged('mail', topic, answer, (found) => {
    if (found === undefined) {
      return { state: 'later', says: 'the first deployment sends a mail whose link must be opened' };
    }
    if (found.pending > 0) {
      return {
        state: 'waiting',
        says: `${found.pending} not confirmed: open the link in the mail "AWS Notification - Subscription Confirmation"`,
      };
    }
    return found.confirmed > 0
      ? { state: 'fine', says: 'confirmed' }
      : { state: 'missing', says: 'no address is subscribed: deploy the stack again, which subscribes the contact' };
  }),
});
