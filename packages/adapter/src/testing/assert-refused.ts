import type { ProblemCode } from '@portico/protocol';
import { problem as problemSchema } from '../openapi/answer-schemas.ts';
import type { Portal, PortalRequest } from './portal.ts';

/** Everything that a refused request must leave as it was, as those see it who may. */
export async function stateOf(portal: Portal): Promise<string> {
  const lists = await Promise.all(
    (['ann', 'bob', 'mia'] as const).flatMap((as) =>
      ['case', 'contact', 'thread', 'article'].map(async (table) => {
        const response = await portal.send(`/v1/tables/${table}/records?limit=100&count=true`, { as });
        return response.text();
      }),
    ),
  );
  return lists.join('\n');
}

/** Sends a bad request; it must be refused as a problem with this code, without a word of the inside. */
export async function assertRefused(
  portal: Portal,
  code: ProblemCode,
  path: string,
  init: PortalRequest = {},
  context = path,
): Promise<void> {
  const response = await portal.send(path, init);
  const text = await response.text();
  const told = `${context}: ${response.status} ${text}`;
  if (response.headers.get('content-type') !== 'application/problem+json')
    throw new Error(`No problem: ${told}`);
  if (problemSchema.parse(JSON.parse(text)).code !== code) throw new Error(`Not ${code}: ${told}`);
  if (/Error:|at .*\.ts|node:|SELECT|undefined/.test(text))
    throw new Error(`It tells of the inside: ${told}`);
}

/** Sends any request; it must be answered, and not by a failure. Returns the status. */
export async function assertAnswered(
  portal: Portal,
  path: string,
  init: PortalRequest,
  context: string,
): Promise<number> {
  const response = await portal.send(path, init);
  const text = await response.text();
  if (response.status >= 500) throw new Error(`${context}: ${response.status} ${text}`);
  return response.status;
}
