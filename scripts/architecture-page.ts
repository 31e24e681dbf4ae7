import { table } from './markdown-table';
import { withSections } from './page-sections';
import { code } from './permission-roles';

import { rooms } from './rooms';
import { subfolderOrder } from './subfolder-order';

/** `docs/architecture.md` with its table of rooms made from the table that the architecture test enforces. */
export const architecturePage = (page: string): string =>
  withSections(page, new Map([['rooms', `${roomTable()}\n\n${orders()}`]]));

const roomTable = (): string =>
  table(
    ['folder', 'holds', 'may import'],
    rooms.map(({ folder, holds, mayImport }) => [
      code(`${folder}/`),
      holds,
      mayImport.length === 0
        ? 'nothing'
        : mayImport.map((room) => (room === '*' ? 'everything' : code(room))).join(', '),
    ]),
  );

/** The order of the subfolders of each room that has one. */
const orders = (): string =>
  Object.entries(subfolderOrder)
    .map(
      ([room, folders]) =>
        `Inside ${code(`${room}/`)} each subfolder may import those before it: ${folders.map(code).join(' → ')}.`,
    )
    .join('\n\n');
