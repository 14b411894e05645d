import { answerOfAnother } from './answer-of-another.ts';
import { appomni2024 } from './appomni-2024.ts';
import { countOracle } from './count-oracle.ts';
import { directusNullSubject } from './directus-null-subject.ts';
import { hiddenColumnFilterOracle } from './hidden-column-filter-oracle.ts';
import type { Incident } from './incident.ts';
import { powerPagesColumns } from './power-pages-columns.ts';
import { recordById } from './record-by-id.ts';
import { selfAssertedClaims } from './self-asserted-claims.ts';
import { strapiUnknownParameter } from './strapi-unknown-parameter.ts';
import { twentyGroupBy } from './twenty-group-by.ts';
import { upguard2021 } from './upguard-2021.ts';

/** Every incident there is a test of, in the order of their years. */
export const INCIDENTS: readonly Incident[] = [
  upguard2021,
  appomni2024,
  powerPagesColumns,
  recordById,
  hiddenColumnFilterOracle,
  countOracle,
  directusNullSubject,
  twentyGroupBy,
  selfAssertedClaims,
  answerOfAnother,
  strapiUnknownParameter,
];
