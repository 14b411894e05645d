import type { Level } from './levels.ts';
import type { Tally, Worth } from './tally.ts';

interface Floor {
  /** Kinds of questions counted together. */
  readonly kinds: readonly string[];
  readonly worths: readonly Worth[];
  /** Least share of these worths. */
  readonly share: number;
}

/** Of fewer questions of one kind nothing is to be said. */
const ENOUGH = 300;

const TELLING: readonly Worth[] = ['denied', 'part', 'whole'];
const DONE: readonly Worth[] = ['part', 'whole'];

const ASKED: readonly Floor[] = [
  { kinds: ['list', 'get', 'search', 'create', 'update', 'delete'], worths: TELLING, share: 0.6 },
  { kinds: ['list'], worths: ['part'], share: 0.35 },
  { kinds: ['get'], worths: ['part'], share: 0.25 },
  { kinds: ['search'], worths: ['part'], share: 0.25 },
  { kinds: ['create'], worths: DONE, share: 0.1 },
  { kinds: ['update'], worths: DONE, share: 0.12 },
  { kinds: ['delete'], worths: DONE, share: 0.12 },
];

/** Of pairs, writes are asked only where they are refused. */
const PAIRS: readonly Floor[] = [
  {
    kinds: ['pair-list', 'pair-get', 'pair-search', 'pair-create', 'pair-update', 'pair-delete'],
    worths: TELLING,
    share: 0.35,
  },
  { kinds: ['pair-list'], worths: DONE, share: 0.25 },
  { kinds: ['pair-search'], worths: DONE, share: 0.1 },
];

/**
 * As many cases as forty worlds of `npm run prove` have. Of two thousand such proofs none fell below a floor; one of a
 * few worlds may, as hardly anybody in them can create something.
 */
const MANY: Readonly<Record<Level, number>> = { engine: 24_000, http: 6000, 'non-interference': 3200 };

/**
 * Why the cases of a proof of whatever length prove nothing, or null: fewer than a small number say nothing, to those
 * of a short proof half the floors apply.
 */
export function whyDull(level: Level, tally: Tally): string | null {
  if (tally.count() < ENOUGH) return null;
  return belowFloor(level, tally, tally.count() < MANY[level] ? 0.5 : 1);
}

function belowFloor(level: Level, tally: Tally, part: number): string | null {
  for (const { kinds, worths, share } of level === 'non-interference' ? PAIRS : ASKED) {
    const sum = (...of: readonly Worth[]) =>
      kinds.reduce((total, kind) => total + tally.count(kind, ...of), 0);
    // A few worlds may well have hardly anybody who can create something.
    if (kinds.length === 1 && sum() < ENOUGH) continue;
    const actual = sum(...worths) / Math.max(1, sum());
    if (actual < share * part)
      return `Of ${kinds.join(', ')} only ${percent(actual)} were ${worths.join(' or ')}, not ${percent(share * part)}:\n${tally}`;
  }
  return null;
}

function percent(share: number): string {
  return `${Math.round(share * 100)} %`;
}
