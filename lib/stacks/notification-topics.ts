import { Key } from 'aws-cdk-lib/aws-kms';
import { type ITopic, Topic } from 'aws-cdk-lib/aws-sns';
import type { Construct } from 'constructs';
import { NotificationTopic, type NotificationTopicProps } from '../constructs/notification-topic';
import { ServiceKey } from '../constructs/service-key';

export interface TopicMakerProps {
  /** AWS service that publishes. */
  readonly publisher: string;
  /** Key that exists already. @default - one is made with the first topic */
  readonly keyArn: string | undefined;
}

export type TopicMaker = (
  id: string,
  topic: Pick<NotificationTopicProps, 'topicName' | 'contact'> & { readonly topicArn: string | undefined },
) => ITopic;

/** Makes the topics of a stack, except those that exist already, and their key, unless that exists already. */
export function topicMaker(scope: Construct, { publisher, keyArn }: TopicMakerProps): TopicMaker {
  const makeKey = () =>
    keyArn === undefined
      ? new ServiceKey(scope, 'TopicKey', { publisher }).key
      : Key.fromKeyArn(scope, 'TopicKey', keyArn);
  let key: ReturnType<typeof makeKey> | undefined;
  return (id, { topicArn, ...topic }) => {
    if (topicArn !== undefined) {
      return Topic.fromTopicArn(scope, id, topicArn);
    }
    key ??= makeKey();
    return new NotificationTopic(scope, id, { ...topic, key, publisher }).topic;
  };
}
