import { badQuery } from '../request/fault.ts';

/** Where a page ended, and the query it is good for. */
export interface SkipToken {
  readonly page: number;
  /** What the last row had in each sort key. */
  readonly values: readonly (string | number | boolean | null)[];
  readonly of: string;
}

const SHAPE = /^<cookie pagenumber="(\d+)" pagingcookie="([\w-]+)" istracking="False" \/>$/;

/** Opaque: a paging cookie in XML, as the service sends them. */
export function makeSkipToken(token: SkipToken): string {
  const cookie = Buffer.from(JSON.stringify(token)).toString('base64url');
  return `<cookie pagenumber="${token.page}" pagingcookie="${cookie}" istracking="False" />`;
}

/** Throws a 400 for anything this service did not send, or sent for another query. */
export function readSkipToken(text: string, of: string): SkipToken {
  const cookie = SHAPE.exec(text)?.[2];
  const token = cookie === undefined ? null : parse(cookie);
  if (!token || token.of !== of)
    throw badQuery('The paging cookie is malformed or belongs to another query.');
  return token;
}

function parse(cookie: string): SkipToken | null {
  try {
    return JSON.parse(Buffer.from(cookie, 'base64url').toString()) as SkipToken;
  } catch {
    return null;
  }
}
