import type { TablePermission } from 'portico';
import { EVERYONE, is } from './everyone.ts';

const FORUM_COLUMNS = [
  'name',
  'description',
  'position',
  'thread_count',
  'created_at',
  'updated_at',
] as const;

const THREAD_COLUMNS = [
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
] as const;

const POST_COLUMNS = [
  'thread',
  'body',
  'body_html',
  'author',
  'author_name',
  'vote_count',
  'created_at',
  'updated_at',
] as const;

const open = is('visibility', 'public');
const unlocked = { type: 'and', filters: [open, is('locked', false)] } as const;

/**
 * One forum's readers, and what hangs below it: threads follow their forum, posts their thread, votes what
 * they were given to. Hidden threads and posts drop out with everything under them.
 */
function forumPermissions(
  name: string,
  readers: readonly string[],
  writers: readonly string[],
  reason: string,
): readonly TablePermission[] {
  return [
    {
      id: `forum-${name}`,
      table: 'forum',
      webRoles: readers,
      access: 'global',
      where: is('visibility', name),
      privileges: ['read'],
      columns: { read: FORUM_COLUMNS },
      reason,
    },
    {
      id: `forum-${name}-ask`,
      table: 'forum',
      webRoles: writers,
      access: 'global',
      where: is('visibility', name),
      privileges: ['append_to'],
      columns: {},
      reason: 'Whoever reads this forum with a name may ask in it.',
    },
    {
      id: `thread-${name}`,
      table: 'thread',
      webRoles: readers,
      access: 'parent',
      via: 'forum',
      parent: `forum-${name}`,
      where: open,
      privileges: ['read'],
      columns: { read: THREAD_COLUMNS },
    },
    {
      id: `thread-${name}-take-part`,
      table: 'thread',
      webRoles: writers,
      access: 'parent',
      via: 'forum',
      parent: `forum-${name}-ask`,
      where: open,
      privileges: [],
      columns: {},
      actions: ['vote', 'subscribe'],
    },
    {
      id: `thread-${name}-reply`,
      table: 'thread',
      webRoles: writers,
      access: 'parent',
      via: 'forum',
      parent: `forum-${name}-ask`,
      where: unlocked,
      privileges: ['append_to'],
      columns: {},
    },
    {
      id: `post-${name}`,
      table: 'post',
      webRoles: readers,
      access: 'parent',
      via: 'thread',
      parent: `thread-${name}`,
      where: open,
      privileges: ['read'],
      columns: { read: POST_COLUMNS },
    },
    {
      id: `post-${name}-take-part`,
      table: 'post',
      webRoles: writers,
      access: 'parent',
      via: 'thread',
      parent: `thread-${name}-take-part`,
      where: open,
      privileges: [],
      columns: {},
      actions: ['vote'],
    },
    // Votes are there to be counted: what was voted for is read, who voted is not.
    {
      id: `thread-vote-${name}`,
      table: 'vote',
      webRoles: readers,
      access: 'parent',
      via: 'thread',
      parent: `thread-${name}`,
      privileges: ['read'],
      columns: { read: ['thread'] },
    },
    {
      id: `post-vote-${name}`,
      table: 'vote',
      webRoles: readers,
      access: 'parent',
      via: 'post',
      parent: `post-${name}`,
      privileges: ['read'],
      columns: { read: ['post'] },
    },
  ];
}

/** Who reads, asks, answers, votes and moderates. */
export const communityPermissions: readonly TablePermission[] = [
  ...forumPermissions('public', EVERYONE, ['authenticated'], 'The community is public on purpose.'),
  ...forumPermissions('partner', ['partner', 'employee'], ['partner', 'employee'], 'Dealers talk shop here.'),
  ...forumPermissions('internal', ['employee'], ['employee'], 'For people who work here.'),
  {
    id: 'thread-own',
    table: 'thread',
    webRoles: ['authenticated'],
    access: 'contact',
    via: 'author',
    where: open,
    privileges: ['create', 'append'],
    columns: { create: ['forum', 'title', 'body', 'product', 'tags', 'locale'] },
    actions: ['accept-answer'],
  },
  {
    id: 'post-own',
    table: 'post',
    webRoles: ['authenticated'],
    access: 'contact',
    via: 'author',
    where: open,
    privileges: ['create', 'append'],
    columns: { create: ['thread', 'body'] },
  },
  {
    id: 'vote-own',
    table: 'vote',
    webRoles: ['authenticated'],
    access: 'contact',
    via: 'contact',
    privileges: ['read'],
    columns: { read: ['thread', 'post', 'contact', 'created_at'] },
  },
  {
    id: 'subscription-own',
    table: 'subscription',
    webRoles: ['authenticated'],
    access: 'contact',
    via: 'contact',
    privileges: ['read'],
    columns: { read: ['thread', 'contact', 'created_at'] },
  },
  {
    id: 'thread-moderate',
    table: 'thread',
    webRoles: ['moderator'],
    access: 'global',
    privileges: ['read'],
    columns: { read: [...THREAD_COLUMNS, 'visibility'] },
    actions: ['moderate'],
    reason: 'A moderator must see what is hidden to bring it back.',
  },
  {
    id: 'post-moderate',
    table: 'post',
    webRoles: ['moderator'],
    access: 'global',
    privileges: ['read'],
    columns: { read: [...POST_COLUMNS, 'visibility'] },
    actions: ['moderate'],
    reason: 'A moderator must see what is hidden to bring it back.',
  },
];
