import type { RuleId } from '../config/rule-id.ts';
import type { Waiver } from '../config/waiver.ts';
import type { Finding } from './finding.ts';
import type { Concern, Rule } from './rule.ts';

const LONGEST_DAYS = 366;
const SOON_DAYS = 30;
/** Of a waiver that answers more, the others are not named. */
const PLACES_NAMED = 5;

/** The waivers of a configuration as they stand on a day, and which of them have answered something. */
export interface Waivers {
  /** The findings of a concern: what is left of it, and what a waiver answers. */
  judge(rule: Rule, concern: Concern): readonly Finding[];
  /** About the waivers themselves; asked when all concerns of the rules that could be asked have been judged. */
  findings(asked: ReadonlySet<RuleId>): readonly Finding[];
}

/** @param today the day, `2026-11-23` */
export function waiversOf(acknowledge: readonly Waiver[], today: string): Waivers {
  const matched = new Set<Waiver>();
  /** What waivers answer whole, without naming a column of it. */
  const wholly = new Map<Waiver, Concern[]>();
  const placed = (waiver: Waiver) => ({
    path: `acknowledge[${acknowledge.indexOf(waiver)}]`,
    reason: waiver.reason,
    until: waiver.until,
  });
  const stands = (waiver: Waiver) =>
    daysFrom(today, waiver.until) >= 0 && daysFrom(today, waiver.until) <= LONGEST_DAYS;

  return {
    judge(rule, concern) {
      if (concern.answer) return [findingOf(rule, concern, concern.columns ?? [], concern.answer)];
      const about = acknowledge.filter(
        (waiver) => (concern.waivable ?? rule.waivable) && isAbout(waiver, rule, concern),
      );
      for (const waiver of about) matched.add(waiver);
      const standing = about.filter(stands);
      const columns = concern.columns ?? [];
      const whole = standing.find((waiver) => waiver.column === undefined);
      if (whole) {
        if (levelOf(rule, concern) !== 'note') wholly.set(whole, [...(wholly.get(whole) ?? []), concern]);
        return [findingOf(rule, concern, columns, placed(whole))];
      }
      const left = columns.filter(({ name }) => !standing.some((waiver) => waiver.column === name));
      const answered = standing.flatMap((waiver) => {
        const own = columns.filter(({ name }) => name === waiver.column);
        return own.length > 0 ? [findingOf(rule, concern, own, placed(waiver))] : [];
      });
      const open = columns.length === 0 || left.length > 0 ? [findingOf(rule, concern, left, null)] : [];
      return [...open, ...answered];
    },

    findings: (asked) =>
      acknowledge.flatMap((waiver, index): Finding[] => {
        const path = `acknowledge[${index}]`;
        const days = daysFrom(today, waiver.until);
        const what = `the finding ${waiver.rule}${waiver.permission ? ` of "${waiver.permission}"` : ''}`;
        // Nobody knows what it would answer.
        if (!asked.has(waiver.rule)) return [];
        if (!matched.has(waiver))
          return [
            about(waiver, 'waiver-unused', 'warning', path, {
              sentence: `Nobody knows what is waived here: there is no finding ${waiver.rule} that this answers.`,
              fix: 'Remove it; it would hide a later mistake.',
            }),
          ];
        if (days < 0)
          return [
            about(waiver, 'waiver-expired', 'warning', `${path}.until`, {
              sentence: `The risk was taken until ${waiver.until}; ${what} counts again.`,
              fix: 'Mend it, or look at it once more and set a new day.',
            }),
          ];
        if (days > LONGEST_DAYS)
          return [
            about(waiver, 'waiver-too-long', 'warning', `${path}.until`, {
              sentence: `${waiver.until} is more than a year ahead, so nobody would look at ${what} again; it is not waived.`,
              fix: 'Set a day within a year.',
            }),
          ];
        const wide = wideness(waiver, wholly.get(waiver) ?? [], path);
        if (days > SOON_DAYS) return wide;
        return [
          ...wide,
          about(waiver, 'waiver-ends-soon', 'note', `${path}.until`, {
            sentence: `After ${waiver.until} ${what} is no longer waived, and an error then keeps the adapter from starting.`,
            fix: 'Mend it before that day, or look at it once more and set a new one.',
          }),
        ];
      }),
  };
}

/**
 * Whether a waiver speaks of a concern. For what opens personal columns to everybody, permission and column must
 * be named: else the next column added to the list would be open without a word.
 */
function isAbout(waiver: Waiver, rule: Rule, concern: Concern): boolean {
  if (waiver.rule !== rule.id) return false;
  if (waiver.permission !== undefined && waiver.permission !== concern.permission) return false;
  if (waiver.table !== undefined && waiver.table !== concern.table) return false;
  const columns = concern.columns ?? [];
  if (columns.length > 0 && NAMED_EXACTLY.has(rule.id) && !(waiver.permission && waiver.column)) return false;
  return waiver.column === undefined || columns.some(({ name }) => name === waiver.column);
}

/** Rules whose waivers name permission and column. */
const NAMED_EXACTLY: ReadonlySet<string> = new Set(['L01', 'L21']);

function findingOf(
  rule: Rule,
  concern: Concern,
  columns: NonNullable<Concern['columns']>,
  waiver: Finding['waiver'],
): Finding {
  const names = columns.map(({ name }) => name);
  return {
    rule: rule.id,
    level: levelOf(rule, concern),
    path: columns.length === 1 && columns[0] ? columns[0].path : concern.path,
    permission: concern.permission ?? null,
    table: concern.table ?? null,
    columns: names,
    webRoles: concern.webRoles ?? [],
    sentence: concern.sentence.replaceAll('{columns}', () => listOf(names)),
    fix: concern.fix,
    waiver,
  };
}

function levelOf(rule: Rule, concern: Concern): Finding['level'] {
  return concern.level ?? rule.level;
}

/** A waiver of a rule at large, where its findings could be named: it would answer the next one, too. */
function wideness(waiver: Waiver, answered: readonly Concern[], path: string): Finding[] {
  if (waiver.permission !== undefined || waiver.table !== undefined) return [];
  const places = answered.flatMap(({ permission, table }) => {
    if (permission) return [`permission "${permission}"`];
    return table ? [`table "${table}"`] : [];
  });
  if (places.length === 0) return [];
  const many = answered.length === 1 ? '1 finding' : `${answered.length} findings`;
  const distinct = [...new Set(places)];
  const named = distinct.slice(0, PLACES_NAMED).join(', ');
  return [
    about(waiver, 'waiver-wide', 'warning', path, {
      sentence: `This answers ${many} of ${waiver.rule} that ${answered.length === 1 ? 'is' : 'are'} there, and every one to come: the next permission with the same mistake would be waived unseen.`,
      fix: `Take one waiver for each that is meant: ${named}${distinct.length > PLACES_NAMED ? ' and so on' : ''}.`,
    }),
  ];
}

function listOf(names: readonly string[]): string {
  return names.length < 2 ? names.join('') : `${names.slice(0, -1).join(', ')} and ${names.at(-1)}`;
}

function about(
  waiver: Waiver,
  rule: Finding['rule'],
  level: Finding['level'],
  path: string,
  words: Pick<Finding, 'sentence' | 'fix'>,
): Finding {
  return {
    rule,
    level,
    path,
    permission: waiver.permission ?? null,
    table: waiver.table ?? null,
    columns: waiver.column === undefined ? [] : [waiver.column],
    webRoles: [],
    ...words,
    waiver: null,
  };
}

/** Whole days from one day to another, by the calendar. */
function daysFrom(today: string, day: string): number {
  return Math.round((Date.parse(`${day}T00:00:00Z`) - Date.parse(`${today}T00:00:00Z`)) / 86_400_000);
}
