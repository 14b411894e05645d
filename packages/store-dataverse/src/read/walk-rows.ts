import { ProtocolError } from '@portico/protocol';
import type { DataverseClient, Row, RowQuery } from '../client/dataverse-client.ts';

/**
 * Most rows one answer may have to be picked from, unless told otherwise. A question that needs more is refused: an
 * answer from the first of them would be wrong. 50,000 is also where Dataverse itself stops adding up.
 */
export const DEFAULT_MAX_ROWS = 50_000;

/** Rows of a page of Dataverse's; it gives no more. */
export const MAX_PAGE = 5_000;

/** How many rows one question may still read, in all the walks it takes. */
export class Allowance {
  #left: number;

  constructor(rows: number) {
    this.#left = rows;
  }

  take(rows: number): void {
    this.#left -= rows;
    if (this.#left < 0)
      throw new ProtocolError('store_unavailable', 'Too many records would have to be read for this answer.');
  }
}

export interface WalkedPage {
  readonly rows: readonly Row[];
  readonly last: boolean;
}

/** Pages of a query, one after the other, as long as the caller wants more. */
export async function* walkPages(
  client: DataverseClient,
  set: string,
  query: RowQuery,
  allowance: Allowance,
): AsyncGenerator<WalkedPage> {
  let page = await client.list(set, query);
  for (;;) {
    allowance.take(page.rows.length);
    yield { rows: page.rows, last: page.next === null };
    if (page.next === null) return;
    page = await client.follow(page.next, query);
  }
}

/** Every row of a query. */
export async function walkRows(
  client: DataverseClient,
  set: string,
  query: Omit<RowQuery, 'pageSize' | 'top'>,
  maxRows: number,
): Promise<readonly Row[]> {
  const rows: Row[] = [];
  const pages = walkPages(client, set, { ...query, pageSize: MAX_PAGE }, new Allowance(maxRows));
  for await (const page of pages) rows.push(...page.rows);
  return rows;
}
