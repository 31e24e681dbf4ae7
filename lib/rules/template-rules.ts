import type {
  IPolicyValidationContext,
  IPolicyValidationPlugin,
  PolicyValidationPluginReport,
  PolicyViolation,
} from 'aws-cdk-lib';
import { readTemplate } from '../template/read-template';
import { allRules } from './all-rules';
import { ruleFindings } from './findings';
import type { Jurisdictions } from './rule';

/**
 * The project's own rules about templates, which no public rule pack has. A finding fails synth unless the resource
 * acknowledges `Polyregion::<rule id>` with a reason.
 */
export class TemplateRules implements IPolicyValidationPlugin {
  readonly name = 'Polyregion';
  readonly ruleIds = allRules.map(({ id }) => id);

  constructor(private readonly jurisdictions: Jurisdictions) {}

  validate({ stackTemplates }: IPolicyValidationContext): PolicyValidationPluginReport {
    const found = ruleFindings(allRules, stackTemplates.map(readTemplate), this.jurisdictions);
    const violations = found.map(
      ({ rule, template, resource, locations }): PolicyViolation => ({
        ruleName: rule.id,
        description: `${rule.title}: ${rule.why}`,
        fix: rule.fix,
        severity: 'error',
        violatingResources: [
          { resourceLogicalId: resource.logicalId, templatePath: template.path, locations: [...locations] },
        ],
      }),
    );
    return { success: violations.length === 0, violations };
  }
}
