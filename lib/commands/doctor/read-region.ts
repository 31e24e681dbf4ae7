import type { Answer } from '../../doctor/check';
import type { GrantedQuota } from '../../doctor/quota-checks';
import type { Subscriptions } from '../../doctor/subscription-checks';
import { answered, orNone } from './answered';

/** Loaded here and now: no other command pays for the SDK. */
const ssmModule = () => import('@aws-sdk/client-ssm');
const quotasModule = () => import('@aws-sdk/client-service-quotas');
const snsModule = () => import('@aws-sdk/client-sns');

/** The parameter in which `cdk bootstrap` keeps its version, for the qualifier that every stack here uses. */
const bootstrapParameter = '/cdk-bootstrap/hnb659fds/version';

export async function readBootstrapVersion(region: string): Promise<Answer<number | undefined>> {
  const { SSMClient, GetParameterCommand } = await ssmModule();
  return answered({ region, action: 'ssm:GetParameter', of: bootstrapParameter }, async () => {
    const asked = new SSMClient({ region }).send(new GetParameterCommand({ Name: bootstrapParameter }));
    const value = (await orNone(asked, 'ParameterNotFound'))?.Parameter?.Value;
    return value === undefined ? undefined : Number(value);
  });
}

/**
 * What was granted, and the largest increase that is not decided yet.
 *
 * @see https://docs.aws.amazon.com/servicequotas/2019-06-24/apireference/API_GetServiceQuota.html an account that was never granted its own value has the default
 */
export async function readQuota(region: string, service: string, code: string): Promise<Answer<GrantedQuota>> {
  const {
    ServiceQuotasClient,
    GetAWSDefaultServiceQuotaCommand,
    GetServiceQuotaCommand,
    ListRequestedServiceQuotaChangeHistoryByQuotaCommand,
  } = await quotasModule();
  const client = new ServiceQuotasClient({ region });
  const of = { ServiceCode: service, QuotaCode: code };
  return answered({ region, action: 'servicequotas:GetServiceQuota', of: code }, async () => {
    const applied = await orNone(client.send(new GetServiceQuotaCommand(of)), 'NoSuchResourceException');
    const { Quota } = applied ?? (await client.send(new GetAWSDefaultServiceQuotaCommand(of)));
    const { RequestedQuotas = [] } = await client.send(new ListRequestedServiceQuotaChangeHistoryByQuotaCommand(of));
    const open = RequestedQuotas.filter(({ Status }) => Status === 'PENDING' || Status === 'CASE_OPENED');
    const requested = open.map(({ DesiredValue = 0 }) => DesiredValue);
    if (Quota?.Value === undefined) {
      throw new Error('a quota without a value');
    }
    return { value: Quota.Value, requested: requested.length === 0 ? undefined : Math.max(...requested) };
  });
}

/** Who hears of a topic; undefined where the topic is not deployed. */
export async function readSubscriptions(
  region: string,
  account: string,
  topic: string,
): Promise<Answer<Subscriptions | undefined>> {
  const { SNSClient, ListSubscriptionsByTopicCommand } = await snsModule();
  return answered({ region, action: 'sns:ListSubscriptionsByTopic', of: topic }, async () => {
    const command = new ListSubscriptionsByTopicCommand({ TopicArn: `arn:aws:sns:${region}:${account}:${topic}` });
    const found = await orNone(new SNSClient({ region }).send(command), 'NotFoundException');
    const mails = found?.Subscriptions?.filter(({ Protocol }) => Protocol === 'email');
    const pending = mails?.filter(({ SubscriptionArn }) => SubscriptionArn === 'PendingConfirmation').length ?? 0;
    return mails && { pending, confirmed: mails.length - pending };
  });
}
