import type { Resource, StackTemplate } from '../template/template';
import type { Jurisdictions, Rule } from './rule';

/** A resource that breaks a rule. */
export interface RuleFinding {
  readonly rule: Rule;
  readonly template: StackTemplate;
  readonly resource: Resource;
  readonly locations: readonly string[];
}

export function ruleFindings(
  rules: readonly Rule[],
  templates: readonly StackTemplate[],
  jurisdictions: Jurisdictions,
): RuleFinding[] {
  return templates.flatMap((template) =>
    template.resources.flatMap((resource) =>
      rules
        .filter(({ types }) => types === undefined || types.includes(resource.type))
        .map((rule) => ({
          rule,
          template,
          resource,
          locations: rule.check(resource, { template, templates, jurisdictions }),
        }))
        .filter(({ locations }) => locations.length > 0),
    ),
  );
}
