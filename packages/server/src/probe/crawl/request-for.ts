import type { Question } from '@portico/adapter/oracle';
import { formatRecordQuery, PATHS } from '@portico/protocol';
import type { Sent } from '../http/heard.ts';

/** Hits on the one page that is asked for. */
export const SEARCH_LIMIT = 50;

/** The request by which a client asks a question. */
export function requestFor(question: Question): Sent {
  switch (question.type) {
    case 'list':
      return { path: withParameters(PATHS.records(question.table), formatRecordQuery(question.query)) };
    case 'get': {
      const { select, expand } = question;
      const parameters = formatRecordQuery({ ...(select && { select }), ...(expand && { expand }) });
      return { path: withParameters(PATHS.record(question.table, question.id), parameters) };
    }
    case 'search': {
      const { text, tables, filter, facets } = question;
      const parameters = new URLSearchParams({ q: text, limit: String(SEARCH_LIMIT) });
      if (tables) parameters.set('tables', tables.join(','));
      if (filter) parameters.set('filter', JSON.stringify(filter));
      if (facets) parameters.set('facets', 'true');
      return { path: withParameters(PATHS.search(), parameters) };
    }
    case 'create':
      return { path: PATHS.records(question.table), method: 'POST', json: question.values };
    case 'update':
      return { path: PATHS.record(question.table, question.id), method: 'PATCH', json: question.changes };
    case 'delete':
      return { path: PATHS.record(question.table, question.id), method: 'DELETE' };
  }
}

export function withParameters(
  path: string,
  parameters: URLSearchParams | Readonly<Record<string, string>>,
): string {
  const text = new URLSearchParams(parameters as Record<string, string>).toString();
  return text === '' ? path : `${path}?${text}`;
}
