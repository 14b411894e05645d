import type { TableSchema } from '@portico/protocol';
import { CommandError, EXIT } from '../command-error.ts';
import type { MapItem } from './draft.ts';
import { mapArticle } from './map-article.ts';
import { mapCase } from './map-case.ts';
import { mapRecord } from './map-record.ts';
import { type ForumBy, mapThread } from './map-thread.ts';

/** What is imported, with the options that only it has. */
export type ImportKind =
  | { readonly kind: 'articles'; readonly visibility: string }
  | { readonly kind: 'threads'; readonly forumBy: ForumBy }
  | { readonly kind: 'cases' }
  | { readonly kind: 'records'; readonly table: string };

/** How items of a kind become records. Throws a `CommandError` for a table that the site does not have. */
export function mapFor(kind: ImportKind, tables: ReadonlyMap<string, TableSchema>): MapItem {
  switch (kind.kind) {
    case 'articles':
      return mapArticle(kind.visibility);
    case 'threads':
      return mapThread(kind.forumBy);
    case 'cases':
      return mapCase;
    case 'records': {
      const table = tables.get(kind.table);
      if (table) return mapRecord(table);
      const known = [...tables.keys()].join(', ');
      throw new CommandError(`There is no table ${kind.table}. Tables: ${known}`, EXIT.usage);
    }
  }
}
