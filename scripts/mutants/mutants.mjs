import { COLUMNS } from './list/columns.mjs';
import { DATAVERSE } from './list/dataverse.mjs';
import { FILTERS } from './list/filters.mjs';
import { GRANTS } from './list/grants.mjs';
import { REQUESTS } from './list/requests.mjs';
import { SEARCHES } from './list/search.mjs';
import { SQL } from './list/sql.mjs';
import { WRITING } from './list/writing.mjs';

/**
 * Every mutant, by what it breaks.
 *
 * @type {readonly { title: string, mutants: readonly import('./mutated.mjs').Mutant[] }[]}
 */
export const SUBJECTS = [
  { title: 'Who holds what', mutants: GRANTS },
  { title: 'Which cells show', mutants: COLUMNS },
  { title: 'Filters, order, pages', mutants: FILTERS },
  { title: 'Search', mutants: SEARCHES },
  { title: 'Writing', mutants: WRITING },
  { title: 'Requests and sign-in', mutants: REQUESTS },
  { title: 'SQL', mutants: SQL },
  { title: 'Dataverse', mutants: DATAVERSE },
];

export const MUTANTS = SUBJECTS.flatMap(({ mutants }) => mutants);
