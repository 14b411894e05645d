import { formatRecordQuery, PATHS } from '@portico/protocol';
import type { Question } from '../question.ts';
import type { Sent } from './handler.ts';

const SEARCH_LIMIT = 10;

/** The request by which a client asks a question; `cursor` asks for the page after one. */
export function requestFor(question: Question, cursor?: string): Sent {
  switch (question.type) {
    case 'list': {
      const parameters = formatRecordQuery({ ...question.query, ...(cursor !== undefined && { cursor }) });
      return { path: withParameters(PATHS.records(question.table), parameters) };
    }
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
      if (cursor !== undefined) parameters.set('cursor', cursor);
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

function withParameters(path: string, parameters: URLSearchParams): string {
  const text = parameters.toString();
  return text === '' ? path : `${path}?${text}`;
}
