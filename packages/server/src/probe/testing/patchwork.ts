import type { SiteConfig } from '@portico/adapter';

type Permission = SiteConfig['tablePermissions'][number];

const is = (column: string, value: string) => ({ type: 'condition', column, operator: 'eq', value }) as const;

const reads = (
  id: string,
  table: string,
  webRoles: readonly string[],
  read: readonly string[],
  where?: Permission['where'],
): Permission => ({
  ...{ id, table, webRoles, access: 'global', privileges: ['read'], columns: { read } },
  ...(where && { where }),
});

const ALL = ['anonymous', 'authenticated'];
const KNOWN = ['authenticated'];

/**
 * No site that anybody would want: each table has records of which some people see some columns and others others, so
 * that whatever mixes up records and columns shows. `member` is held by the fresh account, `staff` is not.
 */
export const patchwork: SiteConfig = {
  site: { name: 'Patchwork', locales: ['en'], origins: ['http://localhost:8080'] },
  webRoles: ['member', 'staff'],
  tablePermissions: [
    // Searched, and readable in part.
    reads(
      'article-public',
      'article',
      ALL,
      ['title', 'body', 'keywords', 'product', 'visibility'],
      is('visibility', 'public'),
    ),
    reads(
      'article-customer',
      'article',
      ALL,
      ['title', 'product', 'visibility'],
      is('visibility', 'customer'),
    ),
    reads('article-untitled', 'article', KNOWN, ['body', 'visibility'], is('visibility', 'internal')),
    reads('article-staff', 'article', ['staff'], ['title', 'internal_note']),
    // Labels of articles that have none to show.
    reads('feedback', 'feedback', KNOWN, ['article', 'helpful']),
    // A lookup that shows in some records, and what is behind it.
    reads('case-question', 'case', KNOWN, ['title', 'kind', 'contact', 'product'], is('kind', 'question')),
    reads('case-problem', 'case', KNOWN, ['title', 'kind'], is('kind', 'problem')),
    reads('contact-named', 'contact', KNOWN, ['name', 'display_name']),
    // Numbers of what points here, where it shows.
    reads(
      'thread',
      'thread',
      ALL,
      ['title', 'body', 'body_html', 'reply_count', 'vote_count', 'locked'],
      is('visibility', 'public'),
    ),
    reads('post-public', 'post', ALL, ['body', 'thread', 'visibility'], is('visibility', 'public')),
    reads('post-hidden', 'post', ALL, ['body', 'visibility'], is('visibility', 'hidden')),
    // Below a parent, whose web role they have or have not; and along a path.
    {
      ...reads('forum-staff', 'forum', ['staff'], ['name']),
      privileges: ['read', 'append_to'],
    },
    {
      ...reads('vote-of-thread', 'vote', ['member'], ['thread']),
      access: 'parent',
      via: 'thread',
      parent: 'thread',
    },
    {
      ...reads('note-of-case', 'case_note', KNOWN, ['case', 'text']),
      ...{ access: 'parent', via: 'case', parent: 'case-question', where: is('visibility', 'customer') },
    },
    { ...reads('note-of-own', 'case_note', KNOWN, ['text', 'kind']), access: 'contact', via: 'case.contact' },
    {
      ...reads('order-of-firm', 'work_order', KNOWN, ['title', 'address']),
      access: 'account',
      via: 'account',
    },
    {
      ...reads('order-of-case', 'work_order', ['member'], ['title']),
      ...{ access: 'parent', via: 'case', parent: 'case-staff' },
    },
    reads('case-staff', 'case', ['staff'], ['title', 'description']),
    // For strangers alone.
    reads(
      'snippet-strangers',
      'snippet',
      ['anonymous'],
      ['name', 'locale', 'html'],
      is('visibility', 'public'),
    ),
    // What is granted without being shown.
    {
      ...{
        id: 'lead-write',
        table: 'lead',
        webRoles: KNOWN,
        access: 'global',
        privileges: ['write', 'append_to'],
      },
      columns: { write: ['topic'] },
    },
    {
      ...{
        id: 'category-choose',
        table: 'category',
        webRoles: KNOWN,
        access: 'global',
        privileges: ['append_to'],
      },
      columns: {},
    },
    { ...reads('account-nothing', 'account', KNOWN, []), columns: {} },
  ],
};
