import { expect, test } from 'vitest';
import { engineCounts } from '../../../agent/guard/engine-counts';

/** As HAProxy 2.6.12 writes them, with the columns between left out. */
const statistics = [
  '# pxname,svname,qcur,qmax,scur,smax,slim,econ,eresp,status,weight,',
  'engines,engine0,0,0,3,7,64,1,2,MAINT,1,',
  'engines,engine1,0,0,12,40,64,0,0,no check,1,',
  '',
  '# table: answers, type: string, size:10240, used:4',
  '0x7f4e8c0: key=engine1/200 use=3 exp=0 shard=0 gpc0=40',
  '0x7f4e8c1: key=engine10/200 use=0 exp=0 gpc0=7',
  '0x7f4e8c2: key=engine0/503 use=0 exp=0 gpc0=2',
  '0x7f4e8c3: key=engine1/500 use=0 exp=0 gpc0=1',
  '',
].join('\n');

test('counts of each engine are read by the names of their columns', () => {
  expect(engineCounts(statistics, 2)).toEqual([
    { open: false, outstanding: 3, answers: { 503: 2 }, unanswered: 3 },
    { open: true, outstanding: 12, answers: { 200: 40, 500: 1 }, unanswered: 0 },
  ]);
});

test.each(['', 'Unknown command', statistics.replace('engine1,', 'other,')])(
  'counts that lack an engine are none: %j',
  (text) => {
    expect(engineCounts(text, 2)).toBeUndefined();
  },
);
