import { defineConfig } from 'portico';

/** A community: articles and a forum everyone reads, where signed-in people ask, answer and vote. */

const articleColumns = [
  'title',
  'summary',
  'body',
  'keywords',
  'category',
  'product',
  'locale',
  'published_at',
  'updated_at',
  'url',
];

const threadColumns = [
  'forum',
  'title',
  'body',
  'body_html',
  'author',
  'author_name',
  'product',
  'tags',
  'locale',
  'accepted_post',
  'locked',
  'reply_count',
  'vote_count',
  'created_at',
  'updated_at',
];

const postColumns = [
  'thread',
  'body',
  'body_html',
  'author',
  'author_name',
  'vote_count',
  'created_at',
  'updated_at',
];

export default defineConfig({
  site: {
    name: 'My company',
    locales: ['en'],
    // The websites whose pages may use Portico: scheme, host and port, exactly.
    origins: ['http://localhost:8080'],
  },

  // Where people sign in. Without it everyone may read and nobody may write.
  // identity: {
  //   signIn: { issuer: 'https://login.example.com', clientId: 'community', scope: 'openid profile email' },
  //   issuers: [
  //     {
  //       issuer: 'https://login.example.com',
  //       audience: ['https://help.example.com'],
  //       algorithms: ['RS256'],
  //       // The claim that lists a person's roles, and the web role each one means.
  //       claims: { displayName: 'name', roles: { claim: 'roles', webRoles: { moderator: 'moderator' } } },
  //       registration: 'open',
  //     },
  //   ],
  // },

  // Beside the built-in 'anonymous' and 'authenticated'.
  webRoles: ['moderator'],

  // Each line grants; nothing is open that no line names. Columns are listed one by one: there is no wildcard.
  tablePermissions: [
    {
      id: 'articles-public',
      table: 'article',
      webRoles: ['anonymous', 'authenticated'],
      access: 'global',
      where: { type: 'condition', column: 'visibility', operator: 'eq', value: 'public' },
      privileges: ['read'],
      columns: { read: articleColumns },
      actions: ['rate'],
      reason: 'Public help articles are for everyone.',
    },
    {
      id: 'categories',
      table: 'category',
      webRoles: ['anonymous', 'authenticated'],
      access: 'global',
      privileges: ['read'],
      columns: { read: ['name', 'parent', 'position'] },
      reason: 'Names of article categories hold nothing private.',
    },
    {
      id: 'forums-public',
      table: 'forum',
      webRoles: ['anonymous', 'authenticated'],
      access: 'global',
      where: { type: 'condition', column: 'visibility', operator: 'eq', value: 'public' },
      privileges: ['read', 'append_to'],
      columns: { read: ['name', 'description', 'position', 'thread_count'] },
      reason: 'The community is open to read.',
    },
    {
      // Follows the permission on the forum, so threads of a forum that is not public stay closed.
      id: 'threads-public',
      table: 'thread',
      webRoles: ['anonymous', 'authenticated'],
      access: 'parent',
      via: 'forum',
      parent: 'forums-public',
      where: { type: 'condition', column: 'visibility', operator: 'eq', value: 'public' },
      privileges: ['read'],
      columns: { read: threadColumns },
    },
    {
      id: 'threads-take-part',
      table: 'thread',
      webRoles: ['authenticated'],
      access: 'parent',
      via: 'forum',
      parent: 'forums-public',
      where: {
        type: 'and',
        filters: [
          { type: 'condition', column: 'visibility', operator: 'eq', value: 'public' },
          { type: 'condition', column: 'locked', operator: 'eq', value: false },
        ],
      },
      // append_to: replies may be put under the thread.
      privileges: ['append_to'],
      columns: {},
      actions: ['vote', 'subscribe'],
    },
    {
      id: 'threads-own',
      table: 'thread',
      webRoles: ['authenticated'],
      access: 'contact',
      via: 'author',
      where: { type: 'condition', column: 'visibility', operator: 'eq', value: 'public' },
      privileges: ['create', 'append'],
      columns: { create: ['forum', 'title', 'body', 'product', 'tags', 'locale'] },
      actions: ['accept-answer'],
    },
    {
      id: 'posts-public',
      table: 'post',
      webRoles: ['anonymous', 'authenticated'],
      access: 'parent',
      via: 'thread',
      parent: 'threads-public',
      where: { type: 'condition', column: 'visibility', operator: 'eq', value: 'public' },
      privileges: ['read'],
      columns: { read: postColumns },
    },
    {
      id: 'posts-vote',
      table: 'post',
      webRoles: ['authenticated'],
      access: 'parent',
      via: 'thread',
      parent: 'threads-public',
      where: { type: 'condition', column: 'visibility', operator: 'eq', value: 'public' },
      privileges: [],
      columns: {},
      actions: ['vote'],
    },
    {
      id: 'posts-own',
      table: 'post',
      webRoles: ['authenticated'],
      access: 'contact',
      via: 'author',
      where: { type: 'condition', column: 'visibility', operator: 'eq', value: 'public' },
      privileges: ['create', 'append'],
      columns: { create: ['thread', 'body'] },
    },
    {
      id: 'threads-moderate',
      table: 'thread',
      webRoles: ['moderator'],
      access: 'global',
      privileges: ['read'],
      columns: { read: [...threadColumns, 'visibility'] },
      actions: ['moderate', 'accept-answer'],
      reason: 'Moderators see what is hidden, to judge it again.',
    },
    {
      id: 'posts-moderate',
      table: 'post',
      webRoles: ['moderator'],
      access: 'global',
      privileges: ['read'],
      columns: { read: [...postColumns, 'visibility'] },
      actions: ['moderate'],
      reason: 'Moderators see what is hidden, to judge it again.',
    },
    {
      id: 'votes-counted',
      table: 'vote',
      webRoles: ['anonymous', 'authenticated'],
      access: 'global',
      privileges: ['read'],
      // Not `contact`: that someone voted is public, who did is not.
      columns: { read: ['thread', 'post'] },
      reason: 'The number of votes is shown to everyone.',
    },
    {
      id: 'contact-self',
      table: 'contact',
      webRoles: ['authenticated'],
      access: 'self',
      privileges: ['read', 'write', 'append_to'],
      columns: {
        read: ['name', 'display_name', 'email', 'locale'],
        write: ['name', 'display_name', 'locale'],
      },
    },
    {
      id: 'snippets',
      table: 'snippet',
      webRoles: ['anonymous', 'authenticated'],
      access: 'global',
      where: { type: 'condition', column: 'visibility', operator: 'eq', value: 'public' },
      privileges: ['read'],
      columns: { read: ['name', 'locale', 'html'] },
      reason: 'Published texts are for everyone.',
    },
  ],
});
