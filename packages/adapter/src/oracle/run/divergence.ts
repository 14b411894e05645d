import type { Answer } from '../question.ts';
import type { Case } from './respondent.ts';

/** Where to find a case again: in the world of this seed, after so many questions. */
export interface Place {
  readonly seed: number;
  readonly index: number;
  readonly level: string;
}

export interface DivergenceDetails extends Case {
  readonly what: string;
  readonly expected: unknown;
  readonly actual: unknown;
  readonly place: Place;
}

/** The answer was not the one that the documentation asks for. */
export class Divergence extends Error {
  override readonly name = 'Divergence';
  readonly details: DivergenceDetails;

  constructor(details: DivergenceDetails) {
    super(
      `${details.what}, at ${details.place.level} level, case ${details.place.index} of seed ${details.place.seed}`,
    );
    this.details = details;
  }
}

/** All that is needed to look into a divergence, and the command that meets it again. */
export function describeDivergence({ details }: Divergence, store: string): string {
  const { world, person, question, expected, actual, place, what, moment } = details;
  const tables = [...world.tables.values()].filter(({ name }) => name !== 'contact' && name !== 'account');
  return [
    `PORTICO_SEED=${place.seed}  case ${place.index}, ${place.level} level, store ${store}: ${what}`,
    `repeat:    npm run prove -- --seed ${place.seed} --store ${store}`,
    `person:    ${json({ ...person, webRoles: [...person.webRoles] })}`,
    `question:  ${json(question)}`,
    `moment:    ${json(moment)}`,
    `expected:  ${json(plain(expected))}`,
    `actual:    ${json(plain(actual))}`,
    'permissions:',
    ...world.config.tablePermissions.map((permission) => `  ${json(permission)}`),
    'tables:',
    ...tables.map((table) => `  ${json(table)}`),
    'records:',
    ...[...world.records].flatMap(([table, records]) =>
      records.map((record) => `  ${table} ${json(withoutNulls(record))}`),
    ),
  ].join('\n');
}

function withoutNulls(record: object): object {
  return Object.fromEntries(Object.entries(record).filter(([, cell]) => cell !== null));
}

function json(value: unknown): string {
  const text = JSON.stringify(value) ?? 'nothing';
  return text.length > 4000 ? `${text.slice(0, 4000)}… (${text.length} characters)` : text;
}

/** Sets and maps as JSON can say them. */
function plain(answer: unknown): unknown {
  const { type } = (answer ?? {}) as Partial<Answer>;
  if (type !== 'hits') return answer;
  const { ids, facets } = answer as Extract<Answer, { type: 'hits' }>;
  return { type, ids: [...ids], facets: facets.map((facet) => ({ ...facet, counts: [...facet.counts] })) };
}
