import {
  ConditionalCheckFailedException,
  type DynamoDBClient,
  paginateQuery,
  UpdateItemCommand,
} from '@aws-sdk/client-dynamodb';
import { lostInstances, repairTable, repairTiming } from '../../../lib/contract/repair';
import type { TimedRequest } from '../read-request';
import type { RepairHistory } from '../repair-ports';

const { partitionKey, sortKey, expiresAt } = repairTable;
/** A sweep may come late, and one may fail; after that the instance was reached meanwhile. */
const missedSweeps = 2.5;
const evidenceSeconds = repairTiming.evidenceDays * 24 * 3600;

/** The history in one region's table. */
export class RepairHistoryTable implements RepairHistory {
  constructor(
    private readonly client: DynamoDBClient,
    private readonly tableName: string,
  ) {}

  async record({ model, instanceId, reason, xidCodes, evidence, atSeconds }: TimedRequest): Promise<void> {
    await this.update(cellKey(model), instanceId, {
      expression: `SET FirstSeenAt = if_not_exists(FirstSeenAt, :at), LastSeenAt = :at, Reason = :reason, XidCodes = :xids, Evidence = :evidence, ${expiresAt} = :expires`,
      condition: 'attribute_not_exists(LastSeenAt) OR LastSeenAt < :at',
      values: {
        ':at': { N: String(atSeconds) },
        ':reason': { S: reason },
        ':xids': { S: xidCodes.join(' ') },
        ':evidence': { S: evidence },
        ':expires': { N: String(Math.ceil(atSeconds) + evidenceSeconds) },
      },
    });
  }

  async unhealthySince(model: string, sinceSeconds: number): Promise<number> {
    const pages = paginateQuery(
      { client: this.client },
      {
        TableName: this.tableName,
        ConsistentRead: true,
        KeyConditionExpression: `${partitionKey} = :subject`,
        FilterExpression: 'LastSeenAt >= :since',
        ExpressionAttributeValues: { ':subject': { S: cellKey(model) }, ':since': { N: String(sinceSeconds) } },
        ProjectionExpression: sortKey,
      },
    );
    let instances = 0;
    for await (const { Count = 0 } of pages) {
      instances += Count;
    }
    return instances;
  }

  claim(group: string, nowSeconds: number): Promise<boolean> {
    return this.update(`group ${group}`, '-', {
      expression: `SET ChangedAt = :now, ${expiresAt} = :expires`,
      condition: 'attribute_not_exists(ChangedAt) OR ChangedAt <= :before',
      values: {
        ':now': { N: String(nowSeconds) },
        ':before': { N: String(nowSeconds - repairTiming.betweenChangesSeconds) },
        ':expires': { N: String(Math.ceil(nowSeconds) + evidenceSeconds) },
      },
    });
  }

  async outOfReachSince(model: string, instanceId: string, kind: string, nowSeconds: number): Promise<number> {
    const subject = `out-of-reach ${model}`;
    const values = {
      ':now': { N: String(nowSeconds) },
      ':kind': { S: kind },
      ':expires': { N: String(Math.ceil(nowSeconds) + evidenceSeconds) },
    };
    const begins = await this.update(subject, instanceId, {
      expression: `SET FirstSeenAt = :now, LastSeenAt = :now, Kind = :kind, ${expiresAt} = :expires`,
      condition: 'attribute_not_exists(LastSeenAt) OR LastSeenAt < :before OR Kind <> :kind',
      values: { ...values, ':before': { N: String(nowSeconds - missedSweeps * lostInstances.sweepSeconds) } },
    });
    if (begins) {
      return nowSeconds;
    }
    const { Attributes } = await this.client.send(
      new UpdateItemCommand({
        TableName: this.tableName,
        Key: { [partitionKey]: { S: subject }, [sortKey]: { S: instanceId } },
        UpdateExpression: `SET LastSeenAt = :now, Kind = :kind, ${expiresAt} = :expires`,
        ExpressionAttributeValues: values,
        ReturnValues: 'ALL_NEW',
      }),
    );
    return Number(Attributes?.FirstSeenAt?.N ?? nowSeconds);
  }

  async conclude({ model, instanceId }: TimedRequest, outcome: string): Promise<void> {
    await this.update(cellKey(model), instanceId, {
      expression: 'SET Outcome = :outcome',
      condition: `attribute_exists(${partitionKey})`,
      values: { ':outcome': { S: outcome } },
    });
  }

  private async update(subject: string, instance: string, { expression, condition, values }: Update): Promise<boolean> {
    try {
      await this.client.send(
        new UpdateItemCommand({
          TableName: this.tableName,
          Key: { [partitionKey]: { S: subject }, [sortKey]: { S: instance } },
          UpdateExpression: expression,
          ConditionExpression: condition,
          ExpressionAttributeValues: values,
        }),
      );
      return true;
    } catch (error) {
      if (error instanceof ConditionalCheckFailedException) {
        return false;
      }
      throw error;
    }
  }
}

interface Update {
  readonly expression: string;
  readonly condition: string;
  readonly values: Record<string, { S: string } | { N: string }>;
}

const cellKey = (model: string): string => `cell ${model}`;
