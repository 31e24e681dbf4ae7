import type { Resource, StackTemplate } from '../template/template';

/** Regions by the name of the jurisdiction that holds them. */
export type Jurisdictions = Readonly<Record<string, readonly string[]>>;

/** What a rule may look at besides the resource itself. */
export interface Surroundings {
  readonly template: StackTemplate;
  /** Every template of the app. */
  readonly templates: readonly StackTemplate[];
  readonly jurisdictions: Jurisdictions;
}

/** One thing that must hold of every synthesized resource. What a rule cannot read in the template breaks it. */
export interface Rule {
  /** Unique, for example `PR-LT1`; an acknowledgement names it as `Polyregion::PR-LT1`. */
  readonly id: string;
  /** What must hold. */
  readonly title: string;
  /** What happens otherwise. */
  readonly why: string;
  readonly fix: string;
  /** Resource types that it looks at; every resource where there are none. */
  readonly types?: readonly string[];
  /** Where the resource breaks it, for example `Properties/KeyName`; empty where it does not. */
  readonly check: (resource: Resource, surroundings: Surroundings) => readonly string[];
}

/** The location, unless the condition holds. */
export const unless = (holds: boolean, location: string): string[] => (holds ? [] : [location]);
