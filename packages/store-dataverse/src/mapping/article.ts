import { optionOf } from './option-of.ts';
import type { TableMapping } from './table-mapping.ts';
import { timestamps } from './timestamps.ts';

const audience = 'portico_own_audience';
/** Published, and for people outside the company. */
const outside = { statecode: 3, isinternal: false };

/**
 * Articles as Dataverse versions them: the latest version, not the root, which is a shell.
 *
 * Who may see a published article that is not internal is said by a custom column. Where nobody said it, the article
 * reads as a draft: an article is opened to the world by a decision, not by a missing one. A company whose portal shows
 * all of these adds a pattern to `public` in which the audience is null.
 */
export const article = {
  table: 'knowledgearticle',
  entitySet: 'knowledgearticles',
  key: 'knowledgearticleid',
  rows: [
    { name: 'islatestversion', operator: 'eq', value: true },
    { name: 'isrootarticle', operator: 'eq', value: false },
  ],
  columns: {
    title: { kind: 'text', name: 'title', maxLength: 4000 },
    summary: { kind: 'text', name: 'description', maxLength: 155, overflow: 'portico_summary' },
    body: { kind: 'text', name: 'content', maxLength: 1_073_741_823 },
    keywords: { kind: 'text', name: 'keywords', maxLength: 4000 },
    published_at: { kind: 'datetime', name: 'publishon' },
    visibility: {
      kind: 'pattern',
      patterns: {
        internal: [{ statecode: 3, isinternal: true }],
        partner: [{ ...outside, [audience]: optionOf('partner') }],
        customer: [{ ...outside, [audience]: optionOf('customer') }],
        public: [{ ...outside, [audience]: optionOf('public') }],
      },
      otherwise: { value: 'draft', written: { statecode: 0, isinternal: true } },
      // Draft 2, Published 7.
      also: {
        draft: { statuscode: 2 },
        internal: { statuscode: 7 },
        partner: { statuscode: 7 },
        customer: { statuscode: 7 },
        public: { statuscode: 7 },
      },
      state: ['statecode', 'statuscode'],
      own: {
        name: audience,
        options: {
          partner: optionOf('partner'),
          customer: optionOf('customer'),
          public: optionOf('public'),
        },
      },
    },
    ...timestamps,
  },
} as const satisfies TableMapping;
