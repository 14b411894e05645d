import { RECORD_ID } from '@portico/protocol';
import type { Answer, Question } from '../question.ts';
import { problem } from './problem.ts';
import { isReadableTable } from './readable.ts';
import { showRecord } from './show-record.ts';
import { recordOf, type Viewpoint } from './viewpoint.ts';
import { isWishWellFormed, wishProblem } from './wish-problem.ts';

/**
 * One record by id. docs/permissions.md, "Which problem when": one that does not exist and one that is not visible are
 * the same `not_found`. What is wrong with the columns asked for depends on no record, and is said first.
 */
export function get(view: Viewpoint, question: Question & { readonly type: 'get' }): Answer {
  const { table, id } = question;
  if (!isWishWellFormed(question)) return problem('invalid_parameter');
  if (!isReadableTable(view, table) || !RECORD_ID.test(id)) return problem('not_found');
  const code = wishProblem(view, table, question);
  if (code) return problem(code);
  const record = recordOf(view, table, id);
  const shown = record ? showRecord(view, { table, record }, question) : null;
  return shown ? { type: 'record', record: shown } : problem('not_found');
}
