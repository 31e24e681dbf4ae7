import type { Resource, StackTemplate } from '../template/template';

/** Regions by the name of the jurisdiction that holds them. */
export type Jurisdictions = Readonly<Record<string, readonly string[]>>;

/** What a rule may read besides the resource itself. */
export interface Surroundings {
  readonly template: StackTemplate;
  /** Every template of the app. */
  readonly templates: readonly StackTemplate[];
  readonly jurisdictions: Jurisdictions;
}

/** One condition on every synthesized resource. A value that a rule cannot read in the template counts as a violation. */
export interface Rule {
  /** Unique, for example `PR-LT1`; an acknowledgement names it as `Polyregion::PR-LT1`. */
  readonly id: string;
  /** What must hold. */
  readonly title: string;
  /** The consequence of a violation, or the reason for the rule. */
  readonly why: string;
  readonly fix: string;
  /** Resource types that the rule checks; absent means every resource. */
  readonly types?: readonly string[];
  /** Where the resource breaks the rule, for example `Properties/KeyName`; empty if it keeps the rule. */
  readonly check: (resource: Resource, surroundings: Surroundings) => readonly string[];
}

/** Returns the location, unless the condition holds. */
export const unless = (holds: boolean, location: string): string[] => (holds ? [] : [location]);
