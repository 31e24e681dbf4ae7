import { editFields, type FieldEdit } from './edit-fields';
import { removeRegion, swapRegion } from './edit-regions';

/** A region that leaves the fleet, or gives its place to another. */
export interface RegionEdit {
  readonly region: string;
  /** Undefined where no region takes its place. */
  readonly next: string | undefined;
}

export type FleetEdit = FieldEdit | RegionEdit;

export const isRegionEdit = (edit: FleetEdit): edit is RegionEdit => 'region' in edit;

/** The text of a fleet file after all edits. Every other byte stays, comments included; undefined where a field cannot be reached. */
export const editFleet = (text: string, edits: readonly FleetEdit[]): string | undefined =>
  edits.reduce<string | undefined>(
    (edited, edit) => edited && (isRegionEdit(edit) ? withRegion(edited, edit) : editFields(edited, [edit])),
    text,
  );

const withRegion = (text: string, { region, next }: RegionEdit): string =>
  next === undefined ? removeRegion(text, region) : swapRegion(text, region, next);
