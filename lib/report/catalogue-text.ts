import type { TypeOffer } from '../plan/prices/offers-of-type';
import { offersInRegionTable, offersOfTypeTable } from '../tables/catalogue/offers';
import { regionsTable } from '../tables/catalogue/regions';
import { typesTable } from '../tables/catalogue/types';
import { tableText } from './table-text';

/** Where an instance type is offered. */
export const typeText = (name: string, offers: readonly TypeOffer[]): string =>
  tableText(offersOfTypeTable(name, offers));

/** Instance types, each given by its offers. */
export const typesText = (types: readonly (readonly TypeOffer[])[]): string => tableText(typesTable(types));

/** What a region offers. */
export const regionText = (code: string, offers: readonly TypeOffer[]): string =>
  tableText(offersInRegionTable(code, offers));

/** Regions, each given by its offers. */
export const regionsText = (regions: readonly (readonly TypeOffer[])[]): string => tableText(regionsTable(regions));
