import {
  and,
  eq,
  isProtocolError,
  oneOf,
  ProtocolError,
  type Snippet,
  type TableRecord,
} from '@portico/protocol';
import { z } from 'zod';
import { snippet } from '../openapi/answer-schemas.ts';
import { readParameters } from '../request/read-parameters.ts';
import { jsonResponse } from './json-response.ts';
import type { Exchange, Route } from './route.ts';

const parameters = z.strictObject({
  locale: z.string().min(1).max(35).optional().describe('BCP 47; absent: the default locale of the site.'),
});

/** A piece of content kept by the company, in the visitor's language or the nearest there is. */
export const contentRoute: Route = {
  operation: 'getContent',
  method: 'GET',
  path: '/v1/content/{snippet}',
  description: {
    summary:
      'A content snippet in the nearest language: as asked for, its base language, the default of the site.',
    parameters,
    answers: [{ status: 200, description: 'The snippet.', content: { 'application/json': snippet } }],
    problems: ['invalid_parameter', 'not_found'],
  },
  handle: async (exchange) => {
    const { locale } = readParameters(exchange.url, parameters);
    const locales = fallbacks(locale, exchange.site.config.site.locales);
    const records = await snippetsNamed(exchange, exchange.params.snippet ?? '', locales);
    const found = locales.map((name) => records.find((record) => record.locale === name)).find(Boolean);
    if (!found || typeof found.name !== 'string') throw new ProtocolError('not_found');
    const answer: Snippet = {
      name: found.name,
      locale: String(found.locale),
      html: typeof found.html === 'string' ? found.html : '',
    };
    return jsonResponse(answer, { headers: { 'content-language': answer.locale } });
  },
};

/** `de-AT` → `de-AT`, `de`, and the site's default. */
function fallbacks(locale: string | undefined, locales: readonly string[]): string[] {
  const language = locale?.split('-', 1)[0];
  const wanted = [locale, language, locales[0]].filter(
    (name) => name !== undefined && /^[A-Za-z0-9-]+$/.test(name),
  );
  return [...new Set(wanted as string[])];
}

async function snippetsNamed(
  { planner, store, subject }: Exchange,
  name: string,
  locales: readonly string[],
): Promise<readonly TableRecord[]> {
  // No such name can be stored, nor compared with.
  if (!name.isWellFormed() || name.length > 120 || name.includes('\0')) throw new ProtocolError('not_found');
  try {
    const filter = and(eq('name', name), oneOf('locale', locales));
    const plan = planner.list(subject, 'snippet', { filter, select: ['name', 'locale', 'html'] }, null);
    return (await store.list(plan)).records;
  } catch (error) {
    // Whoever may not read snippets cannot tell that from their absence.
    if (isProtocolError(error) && error.code === 'unknown_column') throw new ProtocolError('not_found');
    throw error;
  }
}
