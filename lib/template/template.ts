import { isRecord, list, type Values } from './values';

export interface Resource {
  readonly logicalId: string;
  readonly type: string;
  readonly properties: Values;
  readonly updatePolicy: Values;
  /** Logical ids that CloudFormation is told to wait for, beside those that the properties refer to. */
  readonly dependsOn: readonly string[];
}

/** The parts of a synthesized template that rules read. */
export interface StackTemplate {
  /** Path of the template, for the report. */
  readonly path: string;
  /** Region of the stack; undefined where it can be deployed to any region. */
  readonly region: string | undefined;
  readonly resources: readonly Resource[];
  readonly outputs: Values;
}

export function stackTemplate(path: string, region: string | undefined, template: unknown): StackTemplate {
  const resources = isRecord(template) && isRecord(template.Resources) ? template.Resources : {};
  return {
    path,
    region,
    outputs: isRecord(template) && isRecord(template.Outputs) ? template.Outputs : {},
    resources: Object.entries(resources).map(([logicalId, resource]) => {
      const { Type, Properties, UpdatePolicy, DependsOn } = isRecord(resource) ? resource : {};
      return {
        logicalId,
        type: String(Type),
        properties: isRecord(Properties) ? Properties : {},
        updatePolicy: isRecord(UpdatePolicy) ? UpdatePolicy : {},
        dependsOn: list(DependsOn).map(String),
      };
    }),
  };
}

export const ofType = ({ resources }: StackTemplate, type: string): Resource[] =>
  resources.filter((resource) => resource.type === type);

/** The logical id that a Ref or a Fn::GetAtt names. */
export function referredId(value: unknown): string | undefined {
  if (!isRecord(value)) {
    return undefined;
  }
  const [id] = 'Ref' in value ? list(value.Ref) : list(value['Fn::GetAtt']);
  return typeof id === 'string' ? id : undefined;
}

/** The resource of the same template that a Ref or a Fn::GetAtt names. */
export const referred = ({ resources }: StackTemplate, value: unknown): Resource | undefined =>
  resources.find(({ logicalId }) => logicalId === referredId(value));
