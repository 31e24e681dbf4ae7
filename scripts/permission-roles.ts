import type { Plan } from '../lib/plan/plan';
import { type RoleStatements, roleStatements } from '../lib/rules/permissions/role-statements';
import type { Statement } from '../lib/rules/permissions/statements';
import { isOnEverything, wildcardReason } from '../lib/rules/permissions/wildcard-reasons';
import { at, isRecord, list, type Values } from '../lib/template/values';
import { fleetTemplates } from './fleet-templates';

export interface PlannedFleetFile {
  readonly path: string;
  readonly plan: Plan;
}

/** The place of a role: a stack of a fleet. */
export interface Place {
  readonly fleet: string;
  readonly stack: string;
}

/** A role of one stack. `FLEET`, `ACCOUNT`, `REGION` and `MODEL` replace the names of its fleet, account, region and model. */
export interface RoleText {
  readonly name: string;
  readonly takenOnBy: string;
  /** One for each statement: actions, resources, conditions, reason. */
  readonly rows: readonly string[];
  readonly place: Place;
}

export const rolesOf = ({ path: fleet, plan }: PlannedFleetFile): RoleText[] =>
  fleetTemplates(plan).flatMap((template) =>
    roleStatements(template).map((role) => {
      const general = (text: string): string => generalized(text, plan, template.region ?? '', role.role.logicalId);
      return {
        name: roleName(role.role.logicalId, plan),
        takenOnBy: principals(role).join(', '),
        rows: [
          ...role.statements.map(row),
          ...role.managedPolicies.map((policy) => `| everything that the policy allows | ${value(policy)} | | `),
        ].map(general),
        place: { fleet, stack: general(template.path) },
      };
    }),
  );

/** The logical id without the name of the model and without the hash at the end. */
export function roleName(logicalId: string, plan: Plan): string {
  const id = logicalId.replace(/[0-9A-F]{8}$/, '');
  const model = modelOf(logicalId, plan);
  return model === undefined ? id : id.replace(inIds(model), 'MODEL');
}

const inIds = (model: string): string => model.replace(/[^A-Za-z0-9]/g, '');

/** The role's own model. Another model in its permissions keeps its name. */
const modelOf = (logicalId: string, { models }: Plan): string | undefined =>
  models
    .map(({ name }) => name)
    .filter((name) => logicalId.includes(inIds(name)))
    .sort((a, b) => b.length - a.length)[0];

function generalized(text: string, plan: Plan, region: string, logicalId: string): string {
  const { name, account } = plan.fleet;
  const model = modelOf(logicalId, plan);
  const general = text
    .replace(new RegExp(`(?<![\\w-])${name}(?=[-/])`, 'g'), 'FLEET')
    .replaceAll(account, 'ACCOUNT')
    .replaceAll(region, 'REGION');
  return model === undefined ? general : general.replace(new RegExp(`(?<![\\w.-])${model}(?![\\w.-])`, 'g'), 'MODEL');
}

const principals = ({ role: { properties } }: RoleStatements): string[] =>
  list(at(properties, 'AssumeRolePolicyDocument.Statement')).flatMap((statement) =>
    Object.values(at(statement, 'Principal') as Values)
      .flatMap(list)
      .map(value),
  );

function row(statement: Statement): string {
  const { actions, resources, conditions } = statement;
  const reasons = isOnEverything(statement)
    ? new Set(actions.map((action) => wildcardReason(action, statement) ?? '**none**'))
    : [];
  return `| ${actions.map(code).join('<br>')} | ${resources.map(value).join('<br>')} | ${Object.keys(conditions).length === 0 ? '' : code(JSON.stringify(conditions))} | ${[...reasons].join('; ')} `;
}

const value = (resource: unknown): string => code(text(resource));

/** Prints an intrinsic function by the names in it. */
function text(resource: unknown): string {
  if (!isRecord(resource)) {
    return String(resource);
  }
  const { Ref, 'Fn::GetAtt': attribute, 'Fn::Join': join } = resource;
  if (Array.isArray(join) && Array.isArray(join[1])) {
    return join[1].map(text).join(String(join[0]));
  }
  return Ref === undefined
    ? Array.isArray(attribute)
      ? `{${attribute.join('.')}}`
      : JSON.stringify(resource)
    : `{${String(Ref)}}`;
}

export const code = (content: string): string => `\`${content}\``;
