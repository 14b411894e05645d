import type { SearchIndex } from './search-index.ts';

export function createFtsIndex(): SearchIndex {
  return {
    async prepare() {},
    async add() {},
    async remove() {},
  };
}
