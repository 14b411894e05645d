import { isProtocolError, type TableRecord } from '@portico/protocol';
import { ANONYMOUS, type Subject } from '../../authenticate/subject.ts';
import type { Site } from '../../config/site.ts';
import { createPlanner, type Planner, type SearchRequest } from '../../plan/make-plan.ts';
import type { Position } from '../../plan/plan.ts';
import type { SearchResult, Store } from '../../store/store.ts';
import type { Answer, Moment, Question } from '../question.ts';
import type { Person } from '../world.ts';
import { facetAnswers, withoutEtags } from './plain-answers.ts';
import type { Reply, Respondent } from './respondent.ts';

const SEARCH_LIMIT = 20;

/** Planner and store, asked as a route would ask them. */
export function createEngine(site: Site, store: Store): Respondent {
  const planner = createPlanner(site);
  return {
    async ask({ person, question, moment }) {
      try {
        return await answerOf(planner, store, subjectOf(person), question, moment);
      } catch (error) {
        if (isProtocolError(error)) return { answer: { type: 'problem', code: error.code } };
        throw error;
      }
    },
  };
}

export function subjectOf({ name, contact, account, webRoles }: Person): Subject {
  if (name === ANONYMOUS.key) return ANONYMOUS;
  return {
    ...ANONYMOUS,
    key: `prove|${name}`,
    authenticated: true,
    contact,
    account,
    webRoles,
    displayName: name,
  };
}

async function answerOf(
  planner: Planner,
  store: Store,
  subject: Subject,
  question: Question,
  moment: Moment,
): Promise<Reply> {
  const context = { now: moment.now, newId: () => moment.newId };
  switch (question.type) {
    case 'list':
      return { answer: await listAnswer(planner, store, subject, question) };
    case 'get': {
      const { table, id, type: _, ...options } = question;
      const record = await store.get(planner.get(subject, table, id, options));
      return { answer: record ? { type: 'record', record: withoutEtags(record) } : NOT_FOUND };
    }
    case 'search':
      return searchReply(planner, store, subject, question);
    case 'create': {
      const { id } = await store.write(planner.create(subject, question.table, question.values, context));
      return { answer: await written(planner, store, subject, question.table, id) };
    }
    case 'update': {
      const { table, id, changes } = question;
      await store.write(planner.update(subject, table, id, changes, context));
      return { answer: await written(planner, store, subject, table, id) };
    }
    case 'delete': {
      const { table, id } = question;
      await store.write(planner.delete(subject, table, id, context));
      return { answer: { type: 'written', shown: null, table, id, after: null } };
    }
  }
}

const NOT_FOUND: Answer = { type: 'problem', code: 'not_found' };

async function listAnswer(
  planner: Planner,
  store: Store,
  subject: Subject,
  { table, query }: Extract<Question, { type: 'list' }>,
): Promise<Answer> {
  const records: Extract<Answer, { type: 'list' }>['records'][number][] = [];
  let count: number | undefined;
  let after: Position | null = null;
  do {
    const page: Awaited<ReturnType<Store['list']>> = await store.list(
      planner.list(subject, table, query, after),
    );
    if (after && page.count !== count) throw new Error(`The count changed from ${count} to ${page.count}.`);
    if (page.records.length > (query.limit ?? 20)) throw new Error('A page is longer than its limit.');
    if (page.next && page.records.length === 0) throw new Error('An empty page says that there is another.');
    records.push(...page.records.map(withoutEtags));
    count = page.count;
    after = page.next;
  } while (after);
  return { type: 'list', records, ...(count !== undefined && { count }) };
}

async function searchReply(
  planner: Planner,
  store: Store,
  subject: Subject,
  { text, tables, filter, facets }: Extract<Question, { type: 'search' }>,
): Promise<Reply> {
  const ids = new Set<string>();
  let result: SearchResult;
  do {
    const request: SearchRequest = {
      text,
      facets,
      limit: SEARCH_LIMIT,
      offset: ids.size,
      mode: 'search',
      ...(tables && { tables }),
      ...(filter && { filter }),
    };
    result = await store.search(planner.search(subject, request));
    for (const { record } of result.hits) {
      if (ids.has(record.id)) throw new Error(`The search found ${record.id} twice.`);
      ids.add(record.id);
    }
  } while (result.more && result.hits.length > 0);
  if (result.count !== ids.size)
    throw new Error(`The search counted ${result.count} hits and showed ${ids.size}.`);
  return { answer: { type: 'hits', ids, facets: facetAnswers(result.facets) }, corrected: result.corrected };
}

/** The record after a write as its writer may read it; what the store holds is looked at apart. */
async function written(
  planner: Planner,
  store: Store,
  subject: Subject,
  table: string,
  id: string,
): Promise<Answer> {
  let shown: TableRecord | null = null;
  try {
    shown = await store.get(planner.get(subject, table, id));
  } catch (error) {
    if (!isProtocolError(error) || error.code !== 'not_found') throw error;
  }
  return { type: 'written', shown: shown && withoutEtags(shown), table, id, after: null };
}
